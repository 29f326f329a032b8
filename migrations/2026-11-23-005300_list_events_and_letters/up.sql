-- Staff read the log by sender, kind and state, newest first: each page is one range of one index.
CREATE INDEX events_by_kind ON events (source_id, type, recorded_at);
CREATE INDEX events_recorded ON events (recorded_at) WHERE state = 'recorded';
-- Letters that are on their way, or were given up.
CREATE INDEX jobs_of_letters ON jobs (enqueued_at, job_id) WHERE kind IN ('notices.letter', 'people.entry_letter');
