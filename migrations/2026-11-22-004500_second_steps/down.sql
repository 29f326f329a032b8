DELETE FROM sessions WHERE awaits_code;
ALTER TABLE sessions DROP COLUMN awaits_code;
DROP TABLE recovery_codes;
DROP TABLE second_steps;
