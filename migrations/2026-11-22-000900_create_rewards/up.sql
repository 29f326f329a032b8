-- The stored answer to "what did this event earn and why"; revised, never edited.
CREATE TABLE receipts (
    person_id uuid NOT NULL,
    receipt_id uuid NOT NULL,
    program_id uuid NOT NULL,
    event_id uuid NOT NULL,
    clause text NOT NULL,
    revision integer NOT NULL CONSTRAINT receipts_from_one CHECK (revision >= 1),
    invitee_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    unit text NOT NULL,
    amount numeric(20, 4) NOT NULL,
    reason text NOT NULL,
    terms_version integer NOT NULL,
    happened_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    hold_until timestamptz,
    -- everything else that the receipt states: base, lines counted and excluded, rate, rounding
    detail jsonb NOT NULL,
    CONSTRAINT receipts_pk PRIMARY KEY (person_id, receipt_id),
    CONSTRAINT receipts_revision_unique UNIQUE (person_id, program_id, event_id, clause, revision)
);
CREATE INDEX receipts_newest ON receipts (person_id, program_id, happened_at DESC, receipt_id DESC) INCLUDE (amount);
CREATE INDEX receipts_revised ON receipts (person_id, program_id, happened_at) WHERE revision > 1;
CREATE INDEX receipts_by_invitee ON receipts (person_id, invitee_id, happened_at DESC);
CREATE TRIGGER receipts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Where a granted reward stands now: how much is held, released, frozen.
CREATE TABLE rewards (
    person_id uuid NOT NULL,
    reward_id uuid NOT NULL,
    program_id uuid NOT NULL,
    unit text NOT NULL,
    event_id uuid NOT NULL,
    clause text NOT NULL,
    invitee_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    currency text NOT NULL,
    granted numeric(20, 4) NOT NULL CONSTRAINT rewards_granted CHECK (granted >= on_hold),
    on_hold numeric(20, 4) NOT NULL CONSTRAINT rewards_on_hold CHECK (on_hold >= 0),
    frozen boolean NOT NULL DEFAULT false,
    hold_until timestamptz NOT NULL,
    steps integer NOT NULL,
    CONSTRAINT rewards_pk PRIMARY KEY (person_id, reward_id)
);
CREATE INDEX rewards_by_payment ON rewards (person_id, payment_id);
CREATE INDEX rewards_due ON rewards (hold_until) WHERE on_hold > 0 AND NOT frozen;
CREATE INDEX rewards_held ON rewards (person_id, program_id, hold_until) WHERE on_hold > 0;
