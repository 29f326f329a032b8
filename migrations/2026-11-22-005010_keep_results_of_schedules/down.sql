ALTER TABLE schedules DROP COLUMN worked_at, DROP COLUMN failed_at, DROP COLUMN last_error;
