-- A receipt of a rule is not always of a payment: it names its cause, the circle in which it was reckoned, and the event that it is
-- of in the end, where there is one. event_id is then the cause's: the event's own, or one made of the cause's name.
ALTER TABLE receipts
    ALTER COLUMN invitee_id DROP NOT NULL,
    ALTER COLUMN payment_id DROP NOT NULL,
    ADD COLUMN circle_id uuid,
    ADD COLUMN cause jsonb,
    ADD COLUMN fact_id uuid,
    ADD CONSTRAINT receipts_of_a_circle CHECK ((circle_id IS NULL) = (cause IS NULL));
CREATE INDEX receipts_by_circle ON receipts (program_id, circle_id) WHERE circle_id IS NOT NULL;
CREATE INDEX receipts_by_fact ON receipts (fact_id) WHERE fact_id IS NOT NULL;

-- Of a reward of a rule: what it was worth since when, since when its refund is asked for, when it expires. waits: its release was
-- not yet asked of the terms, which make it depend on what holds by then. A debt is worth less than nothing and holds nothing.
ALTER TABLE rewards
    ALTER COLUMN invitee_id DROP NOT NULL,
    ALTER COLUMN payment_id DROP NOT NULL,
    ADD COLUMN circle_id uuid,
    ADD COLUMN reckoned jsonb,
    ADD COLUMN waits boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT rewards_granted,
    ADD CONSTRAINT rewards_granted CHECK (granted >= on_hold OR on_hold = 0),
    ADD CONSTRAINT rewards_of_a_circle CHECK ((circle_id IS NULL) = (reckoned IS NULL));
CREATE UNIQUE INDEX rewards_by_cause ON rewards (person_id, program_id, event_id, clause, unit) WHERE reckoned IS NOT NULL;
CREATE INDEX rewards_waiting ON rewards (hold_until) WHERE waits;
