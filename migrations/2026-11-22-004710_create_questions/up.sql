-- What people asked support about a receipt: that it was asked, so that one press sends one letter; the words are in the letter only.
CREATE TABLE questions (
    person_id uuid NOT NULL,
    question_id uuid NOT NULL,
    receipt_id uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    CONSTRAINT questions_pk PRIMARY KEY (person_id, question_id),
    CONSTRAINT questions_receipt_fk FOREIGN KEY (person_id, receipt_id) REFERENCES receipts (person_id, receipt_id)
);
CREATE INDEX questions_by_receipt ON questions (person_id, receipt_id);
