-- What staff add to what is available to somebody, or take from it. What moved is in the log and in transfers; here is who asked for it,
-- what waits for a second member of staff, and what came to nothing.
CREATE TABLE adjustments (
    person_id uuid NOT NULL,
    adjustment_id uuid NOT NULL,
    -- as the form has it: sent twice it is one adjustment
    key uuid NOT NULL,
    program_id uuid NOT NULL,
    unit text NOT NULL,
    currency text NOT NULL,
    direction text NOT NULL CONSTRAINT adjustments_direction CHECK (direction IN ('add', 'take')),
    amount numeric(20, 4) NOT NULL CONSTRAINT adjustments_amount CHECK (amount > 0),
    reason text NOT NULL CONSTRAINT adjustments_reason CHECK (reason IN
        ('reward', 'goodwill', 'clawback', 'settled', 'correction', 'other')),
    note text NOT NULL,
    state text NOT NULL CONSTRAINT adjustments_state CHECK (state IN ('waiting', 'made', 'rejected', 'retracted')),
    asked_by uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    -- of a rejection
    why text,
    CONSTRAINT adjustments_pk PRIMARY KEY (person_id, adjustment_id),
    CONSTRAINT adjustments_key_unique UNIQUE (person_id, key),
    CONSTRAINT adjustments_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id),
    CONSTRAINT adjustments_decided CHECK ((state = 'waiting') = (decided_by IS NULL) AND (state = 'waiting') = (decided_at IS NULL)),
    CONSTRAINT adjustments_why CHECK ((state = 'rejected') = (why IS NOT NULL))
);
CREATE INDEX adjustments_by_program ON adjustments (program_id);
-- staff name one without its owner; ids come in the order of time
CREATE INDEX adjustments_by_id ON adjustments (adjustment_id);
CREATE INDEX adjustments_waiting ON adjustments (adjustment_id) WHERE state = 'waiting';

ALTER TABLE news DROP CONSTRAINT news_kind;
ALTER TABLE news ADD CONSTRAINT news_kind CHECK (kind IN
    ('invited', 'earned', 'available', 'taken_back', 'expired', 'payout', 'verification', 'withdrawal', 'terms', 'welcome',
     'claim', 'converted', 'invoice', 'overdue', 'adjusted'));
