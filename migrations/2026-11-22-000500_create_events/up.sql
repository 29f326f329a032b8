-- Every fact that was accepted, whole, keyed by its sender's id.
CREATE TABLE events (
    source_id uuid NOT NULL,
    external_id text NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    happened_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    body jsonb NOT NULL,
    body_hash bytea NOT NULL,
    -- whose fact it is, once that is known
    person_id uuid,
    -- recorded: kept for a room that does not stand yet
    state text NOT NULL CONSTRAINT events_state CHECK (state IN ('applied', 'waiting', 'refused', 'recorded')),
    waits_for text,
    reason text,
    applied_at timestamptz,
    -- the sender's id of what it reports, with its type: while one waits, nobody else may report the same
    thing text,
    -- a UUIDv7, made when the fact was applied: their order is that of applying; none while it waits, or if it repeats another
    applied_order uuid,
    CONSTRAINT events_pk PRIMARY KEY (source_id, external_id),
    CONSTRAINT events_source_fk FOREIGN KEY (source_id) REFERENCES sources (source_id),
    CONSTRAINT events_waits CHECK ((state = 'waiting') = (waits_for IS NOT NULL)),
    CONSTRAINT events_order CHECK (state <> 'waiting' OR applied_order IS NULL)
);
CREATE INDEX events_waiting ON events (waits_for) WHERE state = 'waiting';
CREATE INDEX events_by_time ON events (recorded_at);
-- what staff look at
CREATE INDEX events_unapplied ON events (recorded_at) WHERE state IN ('waiting', 'refused');
CREATE UNIQUE INDEX events_waiting_things ON events (source_id, thing) WHERE state = 'waiting';
CREATE UNIQUE INDEX events_by_order ON events (applied_order);

-- A fact is never edited or deleted; only how far it was applied may change.
CREATE TRIGGER events_kept BEFORE DELETE OR TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_immutable BEFORE UPDATE OF source_id, external_id, event_id, type, happened_at, recorded_at, body, body_hash
    ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The senders' business ids, and whose the thing is.
CREATE TABLE external_ids (
    source_id uuid NOT NULL,
    noun text NOT NULL CONSTRAINT external_ids_noun CHECK (noun IN
        ('person', 'company', 'invoice', 'payment', 'refund', 'dispute', 'subscription', 'click', 'action')),
    external_id text NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    content_hash bytea,
    CONSTRAINT external_ids_pk PRIMARY KEY (source_id, noun, external_id)
);

CREATE INDEX external_ids_by_id ON external_ids (id) WHERE noun IN ('person', 'company', 'invoice');

-- How far a file import came, so that an interrupted one goes on where it stopped.
CREATE TABLE imports (
    digest bytea NOT NULL,
    source_id uuid NOT NULL CONSTRAINT imports_source_fk REFERENCES sources (source_id),
    lines bigint NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    CONSTRAINT imports_pk PRIMARY KEY (digest, source_id)
);
CREATE INDEX imports_by_source ON imports (source_id);
