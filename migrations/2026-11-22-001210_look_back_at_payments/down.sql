DROP TABLE acceptances, exchange_rates, kind_changes, class_changes;
DROP INDEX payments_by_time;
ALTER TABLE payments DROP COLUMN lines, DROP COLUMN tax, DROP COLUMN promo_code;
