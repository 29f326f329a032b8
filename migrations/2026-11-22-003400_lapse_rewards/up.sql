-- The expiry at which a reward was lost, as far as it was not used; written as in reckoned.
ALTER TABLE rewards ADD COLUMN lapsed text;
CREATE INDEX rewards_expiring ON rewards ((reckoned->>'expires_at'))
    WHERE reckoned->>'expires_at' IS NOT NULL AND reckoned->>'expires_at' IS DISTINCT FROM lapsed;

-- The instants at which everything of an account was lost, because the last own subscription ended.
CREATE TABLE forfeits (
    person_id uuid NOT NULL,
    program_id uuid NOT NULL,
    unit text NOT NULL,
    forfeited_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT forfeits_pk PRIMARY KEY (person_id, program_id, unit, forfeited_at)
);
