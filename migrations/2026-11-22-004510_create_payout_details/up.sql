-- Where people want their money. A row is never changed, so that a withdrawal can name what stood when it was requested.
CREATE TABLE payout_details (
    person_id uuid NOT NULL,
    details_id uuid NOT NULL,
    method text NOT NULL CONSTRAINT payout_details_method CHECK (method IN ('card', 'iban', 'custom')),
    -- none once its owner is deleted
    sealed bytea,
    asked_at timestamptz NOT NULL,
    -- by the link of a letter; until then others count
    confirmed_at timestamptz,
    -- others count since
    ended_at timestamptz,
    CONSTRAINT payout_details_pk PRIMARY KEY (person_id, details_id),
    CONSTRAINT payout_details_person_fk FOREIGN KEY (person_id) REFERENCES persons (person_id),
    CONSTRAINT payout_details_ended CHECK (ended_at IS NULL OR confirmed_at IS NOT NULL)
);
CREATE UNIQUE INDEX payout_details_current ON payout_details (person_id, method) WHERE confirmed_at IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX payout_details_asked ON payout_details (person_id) WHERE confirmed_at IS NULL;

ALTER TABLE withdrawals ADD COLUMN details_id uuid,
    ADD CONSTRAINT withdrawals_details_fk FOREIGN KEY (person_id, details_id) REFERENCES payout_details (person_id, details_id);
CREATE INDEX withdrawals_by_details ON withdrawals (person_id, details_id);

ALTER TABLE email_tokens DROP CONSTRAINT email_tokens_purpose,
    ADD CONSTRAINT email_tokens_purpose CHECK (purpose IN ('confirm_email', 'reset_password', 'confirm_payout'));
