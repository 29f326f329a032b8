DROP TRIGGER events_redacted_once ON events;
DROP TRIGGER events_immutable ON events;
CREATE TRIGGER events_immutable BEFORE UPDATE OF source_id, external_id, event_id, type, happened_at, recorded_at, body, body_hash
    ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE events DROP COLUMN redacted_hash;
ALTER TABLE persons DROP COLUMN deleted_at;
