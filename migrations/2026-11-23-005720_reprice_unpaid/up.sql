-- When it lost what was over of its discounts, and when it is looked at whether it loses any. What others issued is not.
ALTER TABLE invoices ADD COLUMN repriced_at timestamptz, ADD COLUMN look_at timestamptz;
CREATE INDEX invoices_to_look_at ON invoices (look_at, invoice_id) WHERE look_at IS NOT NULL;
