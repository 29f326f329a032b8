ALTER TABLE receipts RESET (autovacuum_vacuum_insert_scale_factor);
ALTER TABLE referrals RESET (autovacuum_vacuum_insert_scale_factor);
