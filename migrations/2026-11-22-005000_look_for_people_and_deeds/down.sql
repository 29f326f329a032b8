DROP INDEX external_ids_of_people;
DROP INDEX persons_staff;
DROP INDEX persons_by_email;
DROP INDEX persons_by_name;
DROP FUNCTION folded(text);
CREATE INDEX deeds_by_time ON deeds (done_at DESC);
DROP INDEX deeds_by_subject;
DROP INDEX deeds_by_verb;
DROP INDEX deeds_in_order;
