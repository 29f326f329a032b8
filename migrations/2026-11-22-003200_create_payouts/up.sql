-- What is available goes out by itself: how far each instant of a program's schedule came. Persons are paid in the order of their ids.
CREATE TABLE payout_runs (
    program_id uuid NOT NULL,
    unit text NOT NULL,
    scheduled_at timestamptz NOT NULL,
    -- the last person who was looked at
    marker uuid NOT NULL,
    finished_at timestamptz,
    CONSTRAINT payout_runs_pk PRIMARY KEY (program_id, unit, scheduled_at),
    CONSTRAINT payout_runs_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id)
);

-- What went out to one person at one instant.
CREATE TABLE payouts (
    person_id uuid NOT NULL,
    payout_id uuid NOT NULL,
    program_id uuid NOT NULL,
    unit text NOT NULL,
    scheduled_at timestamptz NOT NULL,
    terms_version integer NOT NULL,
    currency text NOT NULL,
    amount numeric(20, 4) NOT NULL CONSTRAINT payouts_amount CHECK (amount > 0),
    -- the money is with the person by then
    due_at timestamptz NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT payouts_pk PRIMARY KEY (person_id, payout_id),
    CONSTRAINT payouts_once UNIQUE (person_id, program_id, unit, scheduled_at),
    CONSTRAINT payouts_run_fk FOREIGN KEY (program_id, unit, scheduled_at) REFERENCES payout_runs (program_id, unit, scheduled_at)
);
CREATE INDEX payouts_by_run ON payouts (program_id, unit, scheduled_at);
CREATE INDEX payouts_newest ON payouts (scheduled_at DESC, payout_id);
CREATE TRIGGER payouts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payouts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
