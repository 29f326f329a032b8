DROP TABLE referral_refusals, referrals, attributions, clicks, codes, links;
