ALTER TABLE withdrawals DROP COLUMN key;
