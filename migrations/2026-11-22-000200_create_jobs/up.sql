-- Work that is done after the transaction that asked for it. A row goes when its work is done;
-- one that failed for good stays until staff retry or remove it.
CREATE TABLE jobs (
    job_id uuid CONSTRAINT jobs_pk PRIMARY KEY,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    enqueued_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    -- whoever took the job has it until then, and prolongs that while it works
    leased_until timestamptz,
    last_error text,
    failed_at timestamptz
);
CREATE INDEX jobs_due ON jobs (due_at) WHERE failed_at IS NULL;
CREATE INDEX jobs_failed ON jobs (failed_at) WHERE failed_at IS NOT NULL;

-- Which slot of each schedule was taken last: whoever moves it on enqueues the work, and nobody else.
CREATE TABLE schedules (
    name text CONSTRAINT schedules_pk PRIMARY KEY,
    last_slot timestamptz NOT NULL
);
