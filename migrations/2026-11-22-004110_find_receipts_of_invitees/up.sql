-- Of a circle the receipts of one invitee are looked for too.
DROP INDEX receipts_by_circle;
CREATE INDEX receipts_by_circle ON receipts (program_id, circle_id, invitee_id) WHERE circle_id IS NOT NULL;
