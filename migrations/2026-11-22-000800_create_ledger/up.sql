-- A person's accounts; a program's own accounts keep no balance: theirs is the sum of transfers.
CREATE TABLE accounts (
    person_id uuid NOT NULL,
    program_id uuid NOT NULL,
    unit text NOT NULL,
    account text NOT NULL CONSTRAINT accounts_of_a_person CHECK (account IN ('on_hold', 'available', 'withdrawing')),
    balance numeric(20, 4) NOT NULL,
    -- the chain: its head, how many links it has, and what the last link moved
    head bytea NOT NULL,
    links bigint NOT NULL,
    last_digest bytea NOT NULL,
    last_moved numeric(20, 4) NOT NULL,
    CONSTRAINT accounts_pk PRIMARY KEY (person_id, program_id, unit, account),
    CONSTRAINT accounts_not_below_zero CHECK (balance >= 0 OR account = 'available')
);

-- Both legs belong to one owner. debit_link and credit_link: the place in the chain of a person's account.
CREATE TABLE transfers (
    person_id uuid NOT NULL,
    transfer_id uuid NOT NULL,
    program_id uuid NOT NULL,
    unit text NOT NULL,
    kind text NOT NULL,
    cause text NOT NULL,
    debit text NOT NULL,
    credit text NOT NULL,
    amount numeric(20, 4) NOT NULL CONSTRAINT transfers_amount CHECK (amount > 0),
    effective_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    debit_link bigint,
    credit_link bigint,
    CONSTRAINT transfers_pk PRIMARY KEY (person_id, transfer_id),
    CONSTRAINT transfers_cause_unique UNIQUE (person_id, program_id, unit, kind, cause),
    CONSTRAINT transfers_two_accounts CHECK (debit <> credit)
);
-- What left for good is read on every overview, and is rare beside what was earned.
CREATE INDEX transfers_spent ON transfers (person_id, program_id, unit)
    WHERE credit IN ('spent', 'paid_out') OR debit IN ('spent', 'paid_out');
CREATE TRIGGER transfers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfers
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON transfers FROM PUBLIC;
