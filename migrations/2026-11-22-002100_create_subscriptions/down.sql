ALTER TABLE invoices DROP COLUMN subscription;
ALTER TABLE companies DROP COLUMN closing_recorded_at;
DROP TABLE company_orders, referral_activity, dues, subscription_spans, subscription_changes, subscriptions;
