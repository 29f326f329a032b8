DROP INDEX events_by_person;
DROP TABLE circles;
