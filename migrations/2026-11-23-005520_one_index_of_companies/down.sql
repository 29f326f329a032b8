CREATE INDEX companies_in_order ON companies (company_id);
