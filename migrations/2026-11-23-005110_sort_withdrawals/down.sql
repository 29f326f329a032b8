DROP INDEX withdrawals_largest;
DROP INDEX withdrawals_newest;
CREATE INDEX withdrawals_newest ON withdrawals (requested_at DESC);
DROP INDEX withdrawals_by_state;
DROP INDEX withdrawals_second;
DROP INDEX withdrawals_open_largest;
DROP INDEX withdrawals_open_newest;
DROP INDEX withdrawals_open;
CREATE INDEX withdrawals_open ON withdrawals (due_at) WHERE state IN ('requested', 'approved');
