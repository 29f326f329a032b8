-- Two more whom the visitor may be. A world that was made without them is completed at the next start.
ALTER TABLE demo ADD COLUMN owner_id uuid, ADD COLUMN partner_id uuid;
UPDATE demo SET is_ready = false;
