DROP INDEX receipts_by_circle;
CREATE INDEX receipts_by_circle ON receipts (program_id, circle_id) WHERE circle_id IS NOT NULL;
