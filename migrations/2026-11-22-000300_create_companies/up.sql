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

-- What a referrer may see of whom they invited: the first letter of each longer word of the company's name, or else of the
-- person's; nothing where the person hides it.
CREATE VIEW invitee_names AS
SELECT p.person_id,
       CASE WHEN p.hides_name THEN '' ELSE regexp_replace(coalesce(
           (SELECT c.name FROM companies c WHERE c.person_id = p.person_id ORDER BY c.position, c.company_id LIMIT 1), p.name
       ), '([^\s«»„“”"''()-])[^\s«»„“”"''()-]{3,}', '\1•••', 'g') END AS name
FROM persons p;
