-- Approved withdrawals that are paid together, of one currency and one way to pay: one order to one bank.
CREATE TABLE withdrawal_batches (
    batch_id uuid CONSTRAINT withdrawal_batches_pk PRIMARY KEY,
    currency text NOT NULL,
    method text NOT NULL CONSTRAINT withdrawal_batches_method CHECK (method IN ('card', 'iban', 'custom')),
    -- what was approved whole after it waits for another batch
    cutoff_at timestamptz NOT NULL,
    made_at timestamptz NOT NULL,
    made_by uuid NOT NULL,
    -- open: nothing has happened to its withdrawals yet
    state text NOT NULL CONSTRAINT withdrawal_batches_state CHECK (state IN ('open', 'undone', 'final')),
    ended_at timestamptz,
    ended_by uuid,
    -- the bank's, once it is final
    reference text,
    -- each of them is marked as paid, or cannot be any more
    done_at timestamptz,
    left_over integer,
    -- the last file for a bank: from which account, and when
    filed_at timestamptz,
    filed_by uuid,
    debtor_name text,
    debtor_account text,
    debtor_bic text,
    execute_on date,
    CONSTRAINT withdrawal_batches_ended CHECK ((state = 'open') = (ended_at IS NULL) AND (state = 'open') = (ended_by IS NULL)),
    CONSTRAINT withdrawal_batches_final CHECK ((state = 'final') = (reference IS NOT NULL)),
    CONSTRAINT withdrawal_batches_done CHECK (done_at IS NULL OR (state = 'final' AND left_over IS NOT NULL))
);
CREATE INDEX withdrawal_batches_newest ON withdrawal_batches (made_at DESC, batch_id DESC);
-- what the form of the next file begins with
CREATE INDEX withdrawal_batches_filed ON withdrawal_batches (currency, filed_at DESC) WHERE filed_at IS NOT NULL;

-- An approved withdrawal that has one is paid with it, and not by itself.
ALTER TABLE withdrawals ADD COLUMN batch_id uuid,
    ADD CONSTRAINT withdrawals_batch_fk FOREIGN KEY (batch_id) REFERENCES withdrawal_batches (batch_id);
CREATE INDEX withdrawals_by_batch ON withdrawals (batch_id, due_at, withdrawal_id) WHERE batch_id IS NOT NULL;
CREATE INDEX withdrawals_to_pay ON withdrawals (currency, method, due_at, withdrawal_id) WHERE state = 'approved' AND batch_id IS NULL;
