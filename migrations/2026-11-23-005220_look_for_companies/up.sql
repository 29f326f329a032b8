-- Companies whose name or tax id begins with what is typed, in the order of bytes, as of people; staff name one without its owner.
CREATE INDEX companies_by_id ON companies (company_id);
CREATE INDEX companies_by_name ON companies ((folded(name) COLLATE "C"), company_id);
CREATE INDEX companies_by_tax_id ON companies ((folded(tax_id) COLLATE "C"), company_id) WHERE tax_id IS NOT NULL;
