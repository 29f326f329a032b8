-- The version of the terms that the run read for this person: it says also how the discount is rounded.
ALTER TABLE assignments ADD COLUMN terms_version integer;
UPDATE assignments a SET terms_version = coalesce(
    (SELECT v.version FROM terms_versions v
     WHERE v.program_id = r.program_id AND (v.effective_from IS NULL OR v.effective_from <= r.scheduled_at)
     ORDER BY v.version DESC LIMIT 1), 1)
FROM runs r WHERE r.run_id = a.run_id;
ALTER TABLE assignments ALTER COLUMN terms_version SET NOT NULL;
ALTER TABLE assignments ADD CONSTRAINT assignments_terms_version CHECK (terms_version >= 1);
