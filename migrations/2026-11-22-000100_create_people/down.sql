DROP TABLE deeds;
DROP FUNCTION refuse_change();
DROP TABLE api_keys, sources, email_tokens, sessions, emails, persons;
