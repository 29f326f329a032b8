DROP TABLE tax_ids, companies;
