-- A login: the owner of a personal account; staff have a role.
CREATE TABLE persons (
    person_id uuid CONSTRAINT persons_pk PRIMARY KEY,
    name text NOT NULL,
    email text,
    country text,
    kind text CONSTRAINT persons_kind CHECK (kind IN ('individual', 'business')),
    language text,
    time_zone text,
    hides_name boolean NOT NULL DEFAULT false,
    role text CONSTRAINT persons_role CHECK (role IN ('support', 'finance', 'admin')),
    password_hash text,
    email_confirmed_at timestamptz,
    registered_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL
);

-- What must be unique by its own value has a small table keyed by that value.
CREATE TABLE emails (
    email_key text CONSTRAINT emails_pk PRIMARY KEY,
    person_id uuid NOT NULL
);
CREATE INDEX emails_by_person ON emails (person_id);

-- session_id names a session on its owner's page; only the cookie's token opens it, and only the token's hash is kept.
CREATE TABLE sessions (
    token_hash bytea CONSTRAINT sessions_pk PRIMARY KEY,
    session_id uuid NOT NULL CONSTRAINT sessions_id_unique UNIQUE,
    person_id uuid,
    state jsonb NOT NULL,
    agent text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- One-time links sent by letter: only their hash is kept.
CREATE TABLE email_tokens (
    token_hash bytea CONSTRAINT email_tokens_pk PRIMARY KEY,
    person_id uuid NOT NULL,
    purpose text NOT NULL CONSTRAINT email_tokens_purpose CHECK (purpose IN ('confirm_email', 'reset_password')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX email_tokens_by_person ON email_tokens (person_id);
CREATE INDEX email_tokens_by_expiry ON email_tokens (expires_at);

-- A sender of events. It outlives its keys.
CREATE TABLE sources (
    source_id uuid CONSTRAINT sources_pk PRIMARY KEY,
    name text NOT NULL CONSTRAINT sources_name_unique UNIQUE,
    created_at timestamptz NOT NULL
);
-- Of what happens inside.
INSERT INTO sources VALUES ('00000000-0000-7000-8000-000000000001', 'beckon', '1970-01-01T00:00:00Z');

-- Only a keyed hash of the key is kept.
CREATE TABLE api_keys (
    key_hash bytea CONSTRAINT api_keys_pk PRIMARY KEY,
    api_key_id uuid NOT NULL CONSTRAINT api_keys_id_unique UNIQUE,
    source_id uuid NOT NULL CONSTRAINT api_keys_source_fk REFERENCES sources (source_id),
    label text NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at timestamptz
);
CREATE INDEX api_keys_by_source ON api_keys (source_id);

-- The log of what staff did: append only.
CREATE TABLE deeds (
    person_id uuid NOT NULL,
    deed_id uuid NOT NULL,
    verb text NOT NULL,
    subject text NOT NULL,
    before jsonb,
    after jsonb,
    peer text,
    done_at timestamptz NOT NULL,
    CONSTRAINT deeds_pk PRIMARY KEY (person_id, deed_id)
);

CREATE INDEX deeds_by_time ON deeds (done_at DESC);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER deeds_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON deeds
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
