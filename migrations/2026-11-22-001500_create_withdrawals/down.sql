DROP INDEX transfers_left;
CREATE INDEX transfers_spent ON transfers (person_id, program_id, unit)
    WHERE credit IN ('spent', 'paid_out') OR debit IN ('spent', 'paid_out');
DROP TABLE withdrawal_approvals;
DROP TABLE withdrawals;
