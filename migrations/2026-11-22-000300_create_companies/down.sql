DROP VIEW invitee_names;
DROP TABLE tax_ids, companies;
