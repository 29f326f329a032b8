-- The second step of signing in: an authenticator app's secret, sealed. It asks for codes once it is enabled.
CREATE TABLE second_steps (
    person_id uuid CONSTRAINT second_steps_pk PRIMARY KEY,
    secret bytea NOT NULL,
    -- only the session that asked for the secret sees it, until a first code shows that the app has it
    session_id uuid NOT NULL,
    begun_at timestamptz NOT NULL,
    enabled_at timestamptz,
    -- of the latest code that was used: no code is good twice
    last_step bigint NOT NULL DEFAULT 0,
    CONSTRAINT second_steps_person_fk FOREIGN KEY (person_id) REFERENCES persons (person_id)
);

-- For whoever lost the app: each is good once, and only its keyed hash is kept.
CREATE TABLE recovery_codes (
    person_id uuid NOT NULL,
    code_hash bytea NOT NULL,
    used_at timestamptz,
    CONSTRAINT recovery_codes_pk PRIMARY KEY (person_id, code_hash),
    CONSTRAINT recovery_codes_person_fk FOREIGN KEY (person_id) REFERENCES second_steps (person_id) ON DELETE CASCADE
);

-- The password was right, the code is still to come: such a session opens nothing, and ends with the person's others.
ALTER TABLE sessions ADD COLUMN awaits_code boolean NOT NULL DEFAULT false;
