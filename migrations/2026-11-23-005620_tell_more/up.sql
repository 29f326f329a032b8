ALTER TABLE news DROP CONSTRAINT news_kind;
ALTER TABLE news ADD CONSTRAINT news_kind CHECK (kind IN
    ('invited', 'earned', 'available', 'taken_back', 'expired', 'payout', 'verification', 'withdrawal', 'terms', 'welcome',
     'claim', 'converted', 'invoice', 'overdue', 'adjusted', 'frozen', 'paid', 'trial'));

-- When its owner was told that the trial ends.
ALTER TABLE own_subscriptions ADD COLUMN trial_told_at timestamptz;
CREATE INDEX own_subscriptions_trialing ON own_subscriptions (next_charge_at)
    WHERE status = 'trialing' AND trial_told_at IS NULL;
