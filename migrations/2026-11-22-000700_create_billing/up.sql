CREATE TABLE invoices (
    person_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    company_id uuid NOT NULL,
    source_id uuid NOT NULL,
    external_id text NOT NULL,
    currency text NOT NULL,
    -- as sent
    lines jsonb NOT NULL,
    -- what offers took off, decided when it was issued
    discounts jsonb NOT NULL,
    total numeric(20, 4) NOT NULL CONSTRAINT invoices_total CHECK (total >= 0),
    paid numeric(20, 4) NOT NULL DEFAULT 0 CONSTRAINT invoices_paid CHECK (paid >= 0),
    credit numeric(20, 4) NOT NULL DEFAULT 0 CONSTRAINT invoices_credit CHECK (credit >= 0),
    promo_code text,
    issued_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    voided_at timestamptz,
    CONSTRAINT invoices_pk PRIMARY KEY (person_id, invoice_id),
    CONSTRAINT invoices_company_fk FOREIGN KEY (person_id, company_id) REFERENCES companies (person_id, company_id)
);
CREATE INDEX invoices_by_company ON invoices (person_id, company_id, issued_at DESC);

CREATE TABLE payments (
    person_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    company_id uuid NOT NULL,
    invoice_id uuid,
    event_id uuid NOT NULL,
    external_id text NOT NULL,
    currency text NOT NULL,
    amount numeric(20, 4) NOT NULL CONSTRAINT payments_amount CHECK (amount >= 0),
    refunded numeric(20, 4) NOT NULL DEFAULT 0 CONSTRAINT payments_refunded CHECK (refunded >= 0 AND refunded <= amount),
    paid_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT payments_pk PRIMARY KEY (person_id, payment_id),
    CONSTRAINT payments_company_fk FOREIGN KEY (person_id, company_id) REFERENCES companies (person_id, company_id)
);
CREATE INDEX payments_by_company ON payments (person_id, company_id, paid_at);
CREATE INDEX payments_by_invoice ON payments (person_id, invoice_id) WHERE invoice_id IS NOT NULL;

CREATE TABLE refunds (
    person_id uuid NOT NULL,
    refund_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    amount numeric(20, 4) NOT NULL CONSTRAINT refunds_amount CHECK (amount >= 0),
    state text NOT NULL CONSTRAINT refunds_state CHECK (state IN ('requested', 'completed', 'declined')),
    requested_at timestamptz,
    settled_at timestamptz,
    CONSTRAINT refunds_pk PRIMARY KEY (person_id, refund_id),
    CONSTRAINT refunds_payment_fk FOREIGN KEY (person_id, payment_id) REFERENCES payments (person_id, payment_id)
);
CREATE INDEX refunds_by_payment ON refunds (person_id, payment_id);
