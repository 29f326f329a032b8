DELETE FROM news WHERE kind IN ('claim', 'converted');
ALTER TABLE news DROP CONSTRAINT news_kind;
ALTER TABLE news ADD CONSTRAINT news_kind CHECK (kind IN
    ('invited', 'earned', 'available', 'taken_back', 'expired', 'payout', 'verification', 'withdrawal', 'terms', 'welcome'));
DROP TABLE claims, replaced_referrals;
ALTER TABLE referrals DROP COLUMN late;
