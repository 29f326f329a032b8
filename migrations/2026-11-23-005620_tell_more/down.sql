DROP INDEX own_subscriptions_trialing;
ALTER TABLE own_subscriptions DROP COLUMN trial_told_at;
DELETE FROM news WHERE kind IN ('frozen', 'paid', 'trial');
ALTER TABLE news DROP CONSTRAINT news_kind;
ALTER TABLE news ADD CONSTRAINT news_kind CHECK (kind IN
    ('invited', 'earned', 'available', 'taken_back', 'expired', 'payout', 'verification', 'withdrawal', 'terms', 'welcome',
     'claim', 'converted', 'invoice', 'overdue', 'adjusted'));
