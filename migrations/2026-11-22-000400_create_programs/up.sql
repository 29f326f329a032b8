CREATE TABLE programs (
    program_id uuid CONSTRAINT programs_pk PRIMARY KEY,
    slug text NOT NULL CONSTRAINT programs_slug_unique UNIQUE,
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    closed_at timestamptz
);

-- Immutable: the text is what was published, to the byte.
CREATE TABLE terms_versions (
    program_id uuid NOT NULL,
    version integer NOT NULL CONSTRAINT terms_versions_from_one CHECK (version >= 1),
    source_text text NOT NULL,
    digest bytea NOT NULL,
    effective_from timestamptz,
    published_at timestamptz NOT NULL,
    published_by uuid,
    CONSTRAINT terms_versions_pk PRIMARY KEY (program_id, version),
    CONSTRAINT terms_versions_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id)
);
CREATE TRIGGER terms_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON terms_versions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
