-- Bonuses used on an invoice, and how much of them came back.
CREATE TABLE spends (
    person_id uuid NOT NULL,
    spend_id uuid NOT NULL,
    program_id uuid NOT NULL,
    unit text NOT NULL,
    invoice_id uuid NOT NULL,
    amount numeric(20, 4) NOT NULL CONSTRAINT spends_amount CHECK (amount > 0),
    returned numeric(20, 4) NOT NULL DEFAULT 0 CONSTRAINT spends_returned CHECK (returned >= 0 AND returned <= amount),
    spent_at timestamptz NOT NULL,
    CONSTRAINT spends_pk PRIMARY KEY (person_id, spend_id),
    CONSTRAINT spends_invoice_fk FOREIGN KEY (person_id, invoice_id) REFERENCES invoices (person_id, invoice_id)
);
CREATE INDEX spends_by_invoice ON spends (person_id, invoice_id);
