-- Drafts of terms that are played over past months of the log; nothing of it is in the books.
CREATE TABLE replays (
    replay_id uuid CONSTRAINT replays_pk PRIMARY KEY,
    program_id uuid NOT NULL,
    source_text text NOT NULL,
    digest bytea NOT NULL,
    -- the first day of each
    from_month date NOT NULL,
    until_month date NOT NULL,
    -- what was known by then is replayed
    asked_at timestamptz NOT NULL,
    asked_by uuid NOT NULL,
    state text NOT NULL CONSTRAINT replays_state CHECK (state IN ('running', 'done', 'canceled', 'failed')),
    -- the last person whose circle is done, how many are, and of how many
    marker uuid NOT NULL,
    done bigint NOT NULL,
    referrers bigint NOT NULL CONSTRAINT replays_referrers CHECK (done >= 0 AND referrers >= 0),
    -- of those that are done
    report jsonb NOT NULL,
    -- why it failed
    reason text,
    ended_at timestamptz,
    CONSTRAINT replays_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id),
    CONSTRAINT replays_ended CHECK ((state = 'running') = (ended_at IS NULL)),
    CONSTRAINT replays_failed CHECK ((state = 'failed') = (reason IS NOT NULL))
);
CREATE INDEX replays_by_program ON replays (program_id);
CREATE INDEX replays_newest ON replays (asked_at DESC, replay_id DESC);
