-- Lists of staff go on from the last line of the page before, so that a page costs the same however many there are.
DROP INDEX withdrawals_open;
CREATE INDEX withdrawals_open ON withdrawals (due_at, withdrawal_id) WHERE state IN ('requested', 'approved');
CREATE INDEX withdrawals_open_newest ON withdrawals (requested_at DESC, withdrawal_id DESC) WHERE state IN ('requested', 'approved');
CREATE INDEX withdrawals_open_largest ON withdrawals (amount DESC, withdrawal_id DESC) WHERE state IN ('requested', 'approved');
CREATE INDEX withdrawals_second ON withdrawals (due_at, withdrawal_id) WHERE state = 'requested' AND approvals_needed > 1;
CREATE INDEX withdrawals_by_state ON withdrawals (state, requested_at DESC, withdrawal_id DESC);
DROP INDEX withdrawals_newest;
CREATE INDEX withdrawals_newest ON withdrawals (requested_at DESC, withdrawal_id DESC);
CREATE INDEX withdrawals_largest ON withdrawals (amount DESC, withdrawal_id DESC);
