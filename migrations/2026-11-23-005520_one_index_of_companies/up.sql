DROP INDEX companies_in_order;
