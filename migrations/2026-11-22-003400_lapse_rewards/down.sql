DROP TABLE forfeits;
DROP INDEX rewards_expiring;
ALTER TABLE rewards DROP COLUMN lapsed;
