-- Terms that staff work on before they are published.
CREATE TABLE drafts (
    draft_id uuid CONSTRAINT drafts_pk PRIMARY KEY,
    -- the program, as the text named it when it could last be read
    slug text NOT NULL,
    name text NOT NULL,
    source_text text NOT NULL,
    -- one more with each save: who saves what grew from an older one is told so
    revision integer NOT NULL CONSTRAINT drafts_revision CHECK (revision >= 1),
    made_at timestamptz NOT NULL,
    made_by uuid NOT NULL,
    saved_at timestamptz NOT NULL,
    saved_by uuid NOT NULL,
    -- published or thrown away: nothing of it changes any more
    closed_at timestamptz,
    closed_by uuid,
    -- the version that it became
    published_as integer,
    CONSTRAINT drafts_closed CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
    CONSTRAINT drafts_published CHECK (published_as IS NULL OR closed_at IS NOT NULL)
);
CREATE INDEX drafts_open ON drafts (saved_at DESC, draft_id DESC) WHERE closed_at IS NULL;
