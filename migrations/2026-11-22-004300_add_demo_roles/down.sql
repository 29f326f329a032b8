ALTER TABLE demo DROP COLUMN owner_id, DROP COLUMN partner_id;
