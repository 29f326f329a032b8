-- A person who is deleted: the row stays, as money and referrals hang on it; what says who it was is gone.
ALTER TABLE persons ADD COLUMN deleted_at timestamptz;

-- The log may be redacted in one way only: what names a person or a company, in a registration, once. The hash of what was
-- received stays; this is the hash of what is kept.
ALTER TABLE events ADD COLUMN redacted_hash bytea;
DROP TRIGGER events_immutable ON events;
CREATE TRIGGER events_immutable BEFORE UPDATE OF source_id, external_id, event_id, type, happened_at, recorded_at, body_hash
    ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_redacted_once BEFORE UPDATE OF body, redacted_hash ON events FOR EACH ROW
    WHEN (OLD.redacted_hash IS NOT NULL OR NEW.redacted_hash IS NULL
        OR OLD.type NOT IN ('person.registered', 'company.registered')
        OR (OLD.body #- '{data,email}' #- '{data,name}' #- '{data,tax_id}' #- '{data,company,name}' #- '{data,company,tax_id}')
            IS DISTINCT FROM
           (NEW.body #- '{data,email}' #- '{data,name}' #- '{data,tax_id}' #- '{data,company,name}' #- '{data,company,tax_id}'))
    EXECUTE FUNCTION refuse_change();
