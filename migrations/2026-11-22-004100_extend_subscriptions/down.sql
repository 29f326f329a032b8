DROP TABLE extensions;
DROP INDEX rewards_put_off;
DROP INDEX rewards_to_apply;
ALTER TABLE rewards DROP COLUMN to_apply, DROP COLUMN applied;
