CREATE TABLE overdue_news (
    person_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT overdue_news_pk PRIMARY KEY (person_id, invoice_id),
    CONSTRAINT overdue_news_invoice_fk FOREIGN KEY (person_id, invoice_id) REFERENCES invoices (person_id, invoice_id)
);
INSERT INTO overdue_news SELECT person_id, invoice_id, overdue_told_at FROM invoices WHERE overdue_told_at IS NOT NULL;
ALTER TABLE invoices DROP COLUMN overdue_told_at;
