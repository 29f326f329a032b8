DROP TABLE freed_invoices;
DROP TABLE reduction_uses;
