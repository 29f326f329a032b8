-- Of no program: the program of their news is the nil UUID.
ALTER TABLE news DROP CONSTRAINT news_kind;
ALTER TABLE news ADD CONSTRAINT news_kind CHECK (kind IN
    ('invited', 'earned', 'available', 'taken_back', 'expired', 'payout', 'verification', 'withdrawal', 'terms', 'welcome',
     'claim', 'converted', 'invoice', 'overdue'));

-- Invoices that fell due unpaid and became news, so that each does once; the rows go when that is no news any more.
CREATE TABLE overdue_news (
    person_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT overdue_news_pk PRIMARY KEY (person_id, invoice_id),
    CONSTRAINT overdue_news_invoice_fk FOREIGN KEY (person_id, invoice_id) REFERENCES invoices (person_id, invoice_id)
);
