DELETE FROM news WHERE kind IN ('frozen', 'paid');
ALTER TABLE news DROP CONSTRAINT news_kind;
ALTER TABLE news ADD CONSTRAINT news_kind CHECK (kind IN
    ('invited', 'earned', 'available', 'taken_back', 'expired', 'payout', 'verification', 'withdrawal', 'terms', 'welcome',
     'claim', 'converted', 'invoice', 'overdue', 'adjusted'));
