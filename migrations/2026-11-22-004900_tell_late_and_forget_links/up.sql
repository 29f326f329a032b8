-- When an invoice's owner was told that it fell due unpaid. What fell due before was told, or is history by now.
ALTER TABLE invoices ADD COLUMN overdue_told_at timestamptz;
UPDATE invoices SET overdue_told_at = due_at
    WHERE voided_at IS NULL AND paid + credit < total AND due_at < now() - interval '3 days';
UPDATE invoices i SET overdue_told_at = n.recorded_at FROM overdue_news n
    WHERE n.person_id = i.person_id AND n.invoice_id = i.invoice_id;
DROP TABLE overdue_news;

-- Links of persons who were deleted open nothing; whoever came by one until now stays.
UPDATE codes c SET retired_at = now() FROM persons p
    WHERE p.person_id = c.person_id AND p.deleted_at IS NOT NULL AND c.retired_at IS NULL;
