DROP INDEX external_ids_refunds;
DROP INDEX invoices_unpaid;
ALTER TABLE payments DROP COLUMN reference;
DROP TABLE additions;
DROP TABLE own_subscriptions;
DROP TABLE product_prices;
DROP TABLE products;
