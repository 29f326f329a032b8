-- What happened to a person in a program and is not told by letter yet: one row for each transaction in which it did. Facts
-- recorded at that instant are what the letter tells; the rows go when it is on its way.
CREATE TABLE news (
    person_id uuid NOT NULL,
    program_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT news_kind CHECK (kind IN
        ('invited', 'earned', 'available', 'taken_back', 'expired', 'payout', 'verification', 'withdrawal', 'terms', 'welcome')),
    news_id uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    CONSTRAINT news_pk PRIMARY KEY (person_id, program_id, kind, news_id)
);
CREATE INDEX news_due ON news (due_at);

-- Until when the next letter of the kind waits, so that much news makes few letters.
CREATE TABLE news_rests (
    person_id uuid NOT NULL,
    program_id uuid NOT NULL,
    kind text NOT NULL,
    rests_until timestamptz NOT NULL,
    CONSTRAINT news_rests_pk PRIMARY KEY (person_id, program_id, kind)
);

-- What concerns many and becomes news of one person after another, in the order of their ids; marker: the last one so far.
CREATE TABLE announcements (
    program_id uuid NOT NULL,
    kind text NOT NULL,
    recorded_at timestamptz NOT NULL,
    marker uuid NOT NULL,
    CONSTRAINT announcements_pk PRIMARY KEY (program_id, kind, recorded_at),
    CONSTRAINT announcements_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id)
);

-- The kinds of letters that a person does not want.
CREATE TABLE letters_off (
    person_id uuid NOT NULL,
    kind text NOT NULL,
    off_since timestamptz NOT NULL,
    CONSTRAINT letters_off_pk PRIMARY KEY (person_id, kind),
    CONSTRAINT letters_off_person_fk FOREIGN KEY (person_id) REFERENCES persons (person_id)
);
