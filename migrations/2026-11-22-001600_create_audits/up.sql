-- The audits that ran by themselves: what each found.
CREATE TABLE audits (
    audited_at timestamptz CONSTRAINT audits_pk PRIMARY KEY,
    transfers bigint NOT NULL,
    receipts bigint NOT NULL,
    -- how many; the first of them are kept
    differences bigint NOT NULL CONSTRAINT audits_differences CHECK (differences >= 0),
    first_differences text[] NOT NULL
);
