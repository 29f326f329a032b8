-- A person's name begun at each of its words (`aigerim sadykova`, `sadykova aigerim`), so that any of them is looked for as a
-- beginning. At most eight of a name.
CREATE TABLE name_turns (
    person_id uuid NOT NULL,
    turn text NOT NULL,
    CONSTRAINT name_turns_pk PRIMARY KEY (person_id, turn)
);
CREATE INDEX name_turns_in_order ON name_turns ((turn COLLATE "C"), person_id);

CREATE FUNCTION turns_of(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
    SELECT array_agg(DISTINCT array_to_string(w.words[n:] || w.words[:n - 1], ' '))
    FROM (SELECT regexp_split_to_array(regexp_replace(folded(name), '^\s+|\s+$', '', 'g'), '\s+') AS words) w,
         generate_series(1, least(cardinality(w.words), 8)) n);

INSERT INTO name_turns (person_id, turn) SELECT person_id, unnest(turns_of(name)) FROM persons WHERE name <> '';

-- Whom a filled list shows in another order, or of one country.
CREATE INDEX persons_by_country ON persons (country, person_id) WHERE country IS NOT NULL;
