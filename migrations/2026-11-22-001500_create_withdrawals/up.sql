-- Cash on its way to its owner. How it stands now; what led there is the log of events.
CREATE TABLE withdrawals (
    person_id uuid NOT NULL,
    withdrawal_id uuid NOT NULL,
    program_id uuid NOT NULL,
    terms_version integer NOT NULL,
    currency text NOT NULL,
    amount numeric(20, 4) NOT NULL CONSTRAINT withdrawals_amount CHECK (amount > 0),
    -- kept back when it is paid; part of the amount
    fee numeric(20, 4) NOT NULL DEFAULT 0 CONSTRAINT withdrawals_fee CHECK (fee >= 0),
    method text NOT NULL CONSTRAINT withdrawals_method CHECK (method IN ('card', 'iban', 'custom')),
    state text NOT NULL CONSTRAINT withdrawals_state CHECK (state IN
        ('requested', 'approved', 'paid', 'rejected', 'canceled', 'failed')),
    approvals_needed integer NOT NULL CONSTRAINT withdrawals_approvals CHECK (approvals_needed >= 1),
    requested_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    paid_at timestamptz,
    paid_by uuid,
    reference text,
    -- rejected, canceled or failed: when, by whom and why
    ended_at timestamptz,
    ended_by uuid,
    reason text,
    CONSTRAINT withdrawals_pk PRIMARY KEY (person_id, withdrawal_id),
    CONSTRAINT withdrawals_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id),
    CONSTRAINT withdrawals_fee_below CHECK (fee < amount),
    CONSTRAINT withdrawals_paid CHECK (state <> 'paid' OR (paid_at IS NOT NULL AND paid_by IS NOT NULL AND reference IS NOT NULL)),
    CONSTRAINT withdrawals_ended CHECK ((state IN ('rejected', 'canceled', 'failed')) = (ended_at IS NOT NULL AND ended_by IS NOT NULL)),
    CONSTRAINT withdrawals_reason CHECK (state NOT IN ('rejected', 'failed') OR reason IS NOT NULL)
);
CREATE INDEX withdrawals_by_program ON withdrawals (program_id);
-- staff name one without its owner
CREATE INDEX withdrawals_by_id ON withdrawals (withdrawal_id);
CREATE INDEX withdrawals_newest ON withdrawals (requested_at DESC);
CREATE INDEX withdrawals_open ON withdrawals (due_at) WHERE state IN ('requested', 'approved');

-- Who approved it: a large one needs two.
CREATE TABLE withdrawal_approvals (
    person_id uuid NOT NULL,
    withdrawal_id uuid NOT NULL,
    approver_id uuid NOT NULL,
    approved_at timestamptz NOT NULL,
    CONSTRAINT withdrawal_approvals_pk PRIMARY KEY (person_id, withdrawal_id, approver_id),
    CONSTRAINT withdrawal_approvals_fk FOREIGN KEY (person_id, withdrawal_id) REFERENCES withdrawals (person_id, withdrawal_id)
);
CREATE TRIGGER withdrawal_approvals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON withdrawal_approvals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What left for good, fees too: a person's parts add up to what was granted.
DROP INDEX transfers_spent;
CREATE INDEX transfers_left ON transfers (person_id, program_id, unit)
    WHERE credit IN ('spent', 'paid_out', 'fees') OR debit IN ('spent', 'paid_out');
