DROP INDEX withdrawals_to_pay;
DROP INDEX withdrawals_by_batch;
ALTER TABLE withdrawals DROP COLUMN batch_id;
DROP TABLE withdrawal_batches;
