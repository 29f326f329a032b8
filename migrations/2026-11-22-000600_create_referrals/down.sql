DROP TABLE referral_refusals, referrals, attributions, click_days, clicks, codes, links;
