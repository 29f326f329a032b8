-- Staff who look at a person's account, in one of their sessions, for a while.
CREATE TABLE views (
    view_id uuid CONSTRAINT views_pk PRIMARY KEY,
    staff_id uuid NOT NULL CONSTRAINT views_staff_fk REFERENCES persons (person_id),
    -- no reference: sessions are deleted, what was looked at is not
    session_id uuid NOT NULL,
    person_id uuid NOT NULL CONSTRAINT views_person_fk REFERENCES persons (person_id),
    -- somebody invited the person: their menu says so
    was_invited boolean NOT NULL,
    begun_at timestamptz NOT NULL,
    until timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE UNIQUE INDEX views_open ON views (session_id) WHERE ended_at IS NULL;
CREATE INDEX views_by_staff ON views (staff_id);
CREATE INDEX views_by_person ON views (person_id);
