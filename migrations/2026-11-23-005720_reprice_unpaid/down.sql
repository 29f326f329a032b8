DROP INDEX invoices_to_look_at;
ALTER TABLE invoices DROP COLUMN look_at, DROP COLUMN repriced_at;
