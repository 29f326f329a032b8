DROP INDEX companies_by_tax_id, companies_by_name, companies_by_id;
