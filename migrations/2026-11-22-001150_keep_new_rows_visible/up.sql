-- What is only ever added is vacuumed by its additions: until then whoever counts in an index looks at each new row as well. By
-- default that waits until a table has grown by a fifth.
ALTER TABLE referrals SET (autovacuum_vacuum_insert_scale_factor = 0.01);
ALTER TABLE receipts SET (autovacuum_vacuum_insert_scale_factor = 0.01);
