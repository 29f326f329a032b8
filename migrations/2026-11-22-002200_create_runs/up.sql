-- The monthly verifications.
CREATE TABLE runs (
    run_id uuid CONSTRAINT runs_pk PRIMARY KEY,
    program_id uuid NOT NULL,
    -- its first day
    month date NOT NULL,
    scheduled_at timestamptz NOT NULL,
    -- facts recorded later were not read; in the log the cut lies at this place of the order of applying
    cut_off timestamptz NOT NULL,
    cut_order uuid NOT NULL,
    -- the last person who is done, and the hash of all that was read so far
    marker uuid NOT NULL,
    inputs bytea NOT NULL,
    referrers bigint NOT NULL,
    blocked bigint NOT NULL,
    companies bigint NOT NULL,
    finished_at timestamptz,
    CONSTRAINT runs_month_unique UNIQUE (program_id, month),
    CONSTRAINT runs_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id)
);

-- What a run gives a company.
CREATE TABLE assignments (
    person_id uuid NOT NULL,
    run_id uuid NOT NULL,
    company_id uuid NOT NULL,
    places integer NOT NULL CONSTRAINT assignments_places CHECK (places >= 0),
    percent numeric(20, 4) NOT NULL CONSTRAINT assignments_percent CHECK (percent >= 0),
    reason text NOT NULL,
    -- those active at the run: each may use it once
    subscriptions uuid[] NOT NULL,
    CONSTRAINT assignments_pk PRIMARY KEY (person_id, run_id, company_id),
    CONSTRAINT assignments_run_fk FOREIGN KEY (run_id) REFERENCES runs (run_id)
);
CREATE INDEX assignments_by_run ON assignments (run_id);

-- The invoice of a subscription that used its company's assignment; given back when the invoice was voided.
CREATE TABLE assignment_uses (
    person_id uuid NOT NULL,
    run_id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    used_at timestamptz NOT NULL,
    returned_at timestamptz,
    CONSTRAINT assignment_uses_pk PRIMARY KEY (person_id, run_id, subscription_id, invoice_id)
);
CREATE UNIQUE INDEX assignment_uses_once ON assignment_uses (person_id, run_id, subscription_id) WHERE returned_at IS NULL;
CREATE INDEX assignment_uses_by_invoice ON assignment_uses (person_id, invoice_id);

-- The run whose assignments may be used: a newer one takes the place of all before it.
CREATE VIEW current_runs AS
SELECT DISTINCT ON (program_id) program_id, run_id, month, scheduled_at
FROM runs WHERE finished_at IS NOT NULL ORDER BY program_id, month DESC;
