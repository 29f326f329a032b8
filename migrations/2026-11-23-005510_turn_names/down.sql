DROP INDEX persons_by_country;
DROP TABLE name_turns;
DROP FUNCTION turns_of;
