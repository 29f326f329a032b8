ALTER TABLE assignments DROP COLUMN terms_version;
