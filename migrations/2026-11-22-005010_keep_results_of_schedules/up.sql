-- How the job of each schedule last ended, for staff to see.
ALTER TABLE schedules
    ADD COLUMN worked_at timestamptz,
    ADD COLUMN failed_at timestamptz,
    ADD COLUMN last_error text,
    ADD CONSTRAINT schedules_failure CHECK ((failed_at IS NULL) = (last_error IS NULL));
