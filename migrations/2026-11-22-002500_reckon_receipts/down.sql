-- What rules gave stays whole in the ledger; receipts and rewards name the person and the cause where they named nobody and no payment.
ALTER TABLE receipts DISABLE TRIGGER receipts_append_only;
UPDATE receipts SET invitee_id = coalesce(invitee_id, person_id), payment_id = coalesce(payment_id, event_id)
WHERE invitee_id IS NULL OR payment_id IS NULL;
ALTER TABLE receipts ENABLE TRIGGER receipts_append_only;
UPDATE rewards SET invitee_id = coalesce(invitee_id, person_id), payment_id = coalesce(payment_id, event_id)
WHERE invitee_id IS NULL OR payment_id IS NULL;
DROP INDEX rewards_waiting;
DROP INDEX rewards_by_cause;
ALTER TABLE rewards
    DROP CONSTRAINT rewards_of_a_circle,
    DROP CONSTRAINT rewards_granted,
    ADD CONSTRAINT rewards_granted CHECK (granted >= on_hold) NOT VALID,
    DROP COLUMN waits,
    DROP COLUMN reckoned,
    DROP COLUMN circle_id,
    ALTER COLUMN payment_id SET NOT NULL,
    ALTER COLUMN invitee_id SET NOT NULL;
DROP INDEX receipts_by_fact;
DROP INDEX receipts_by_circle;
ALTER TABLE receipts
    DROP CONSTRAINT receipts_of_a_circle,
    DROP COLUMN fact_id,
    DROP COLUMN cause,
    DROP COLUMN circle_id,
    ALTER COLUMN payment_id SET NOT NULL,
    ALTER COLUMN invitee_id SET NOT NULL;
