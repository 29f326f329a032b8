ALTER TABLE invoices DROP COLUMN tax;
ALTER TABLE spends DROP COLUMN units_returned, DROP COLUMN units;
