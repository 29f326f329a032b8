-- When an invoice's owner was told that it fell due unpaid. What fell due before was told, or is history by now.
ALTER TABLE invoices ADD COLUMN overdue_told_at timestamptz;
UPDATE invoices SET overdue_told_at = due_at
    WHERE voided_at IS NULL AND paid + credit < total AND due_at < now() - interval '3 days';
UPDATE invoices i SET overdue_told_at = n.recorded_at FROM overdue_news n
    WHERE n.person_id = i.person_id AND n.invoice_id = i.invoice_id;
DROP TABLE overdue_news;
-- Whom to tell; what was overdue when it was recorded is history, but for invoices that are due at once.
CREATE INDEX invoices_to_tell ON invoices (due_at)
    WHERE voided_at IS NULL AND paid + credit < total AND overdue_told_at IS NULL
    AND (due_at >= recorded_at OR recorded_at - issued_at <= interval '3 days');

-- What another system told to have ended before is charged no more either.
UPDATE own_subscriptions o SET status = c.status, since = greatest(o.since, c.changed_at), next_charge_at = NULL, look_at = NULL
    FROM (SELECT DISTINCT ON (person_id, subscription_id) person_id, subscription_id, status, changed_at FROM subscription_changes
          WHERE status IN ('canceled', 'expired')
          ORDER BY person_id, subscription_id, changed_at DESC, external_id COLLATE "C" DESC) c
    WHERE c.person_id = o.person_id AND c.subscription_id = o.subscription_id AND o.next_charge_at IS NOT NULL;

-- Links of persons who were deleted open nothing; whoever came by one until now stays.
UPDATE codes c SET retired_at = now() FROM persons p
    WHERE p.person_id = c.person_id AND p.deleted_at IS NOT NULL AND c.retired_at IS NULL;
