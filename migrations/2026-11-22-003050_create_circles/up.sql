-- A referrer's circle in one program, once something that its rules read has happened: the row is the lock under which it is reckoned.
CREATE TABLE circles (
    person_id uuid NOT NULL,
    program_id uuid NOT NULL,
    -- what is dated by then is reckoned
    reckoned_until timestamptz NOT NULL,
    -- when it is to be reckoned though nothing happens; none: never
    due_at timestamptz,
    CONSTRAINT circles_pk PRIMARY KEY (person_id, program_id),
    CONSTRAINT circles_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id)
);
CREATE INDEX circles_by_program ON circles (program_id);
CREATE INDEX circles_due ON circles (due_at) WHERE due_at IS NOT NULL;

-- A circle is played from the facts of its people, in the order in which they were applied.
CREATE INDEX events_by_person ON events (person_id, applied_order) WHERE applied_order IS NOT NULL;
