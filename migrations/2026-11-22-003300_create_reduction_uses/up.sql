-- What rules gave off an own invoice and which invoice used it: once, and again when that invoice is voided.
CREATE TABLE reduction_uses (
    person_id uuid NOT NULL,
    use_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    program_id uuid NOT NULL,
    -- of the reduction: whose deed it is of, by which rule, and why
    invitee_id uuid,
    rule text NOT NULL,
    cause text NOT NULL,
    used_at timestamptz NOT NULL,
    returned_at timestamptz,
    CONSTRAINT reduction_uses_pk PRIMARY KEY (person_id, use_id),
    CONSTRAINT reduction_uses_invoice_fk FOREIGN KEY (person_id, invoice_id) REFERENCES invoices (person_id, invoice_id)
);
CREATE UNIQUE INDEX reduction_uses_once ON reduction_uses (person_id, program_id, invitee_id, rule, cause) NULLS NOT DISTINCT
    WHERE returned_at IS NULL;
CREATE INDEX reduction_uses_by_invoice ON reduction_uses (person_id, invoice_id);

-- What an invoice took of an account to be free, or cheaper.
CREATE TABLE freed_invoices (
    person_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    program_id uuid NOT NULL,
    unit text NOT NULL,
    amount numeric(20, 4) NOT NULL CONSTRAINT freed_invoices_amount CHECK (amount > 0),
    freed_at timestamptz NOT NULL,
    returned_at timestamptz,
    CONSTRAINT freed_invoices_pk PRIMARY KEY (person_id, invoice_id, program_id),
    CONSTRAINT freed_invoices_invoice_fk FOREIGN KEY (person_id, invoice_id) REFERENCES invoices (person_id, invoice_id)
);
