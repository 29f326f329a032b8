DROP INDEX jobs_of_letters;
DROP INDEX events_recorded;
DROP INDEX events_by_kind;
