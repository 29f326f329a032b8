CREATE TABLE companies (
    person_id uuid NOT NULL,
    company_id uuid NOT NULL,
    name text NOT NULL,
    tax_id text,
    position integer NOT NULL,
    registered_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    closed_at timestamptz,
    CONSTRAINT companies_pk PRIMARY KEY (person_id, company_id),
    CONSTRAINT companies_person_fk FOREIGN KEY (person_id) REFERENCES persons (person_id)
);

CREATE TABLE tax_ids (
    tax_key text CONSTRAINT tax_ids_pk PRIMARY KEY,
    person_id uuid NOT NULL,
    company_id uuid NOT NULL
);
