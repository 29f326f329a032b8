DROP INDEX referrals_by_click;
ALTER TABLE links DROP COLUMN sub;
