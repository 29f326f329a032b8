DROP TABLE refunds, payments, invoices;
