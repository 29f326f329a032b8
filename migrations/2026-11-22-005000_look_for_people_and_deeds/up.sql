-- The ids of deeds come in the order of time.
CREATE INDEX deeds_in_order ON deeds (deed_id);
CREATE INDEX deeds_by_verb ON deeds (verb, deed_id);
-- A subject is a noun and an id: `person 0190…`.
CREATE INDEX deeds_by_subject ON deeds (split_part(subject, ' ', 2), deed_id);
DROP INDEX deeds_by_time;

-- Small letters of the Latin, Greek and Cyrillic alphabets, whatever the locale of the database: `lower` of a database without one
-- knows ASCII alone.
CREATE FUNCTION folded(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN translate(lower(words COLLATE "C"),
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮ',
    'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĳĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżžαβγδεζηθικλμνξοπρστυφχψωѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӂӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯ');

-- People whose name, address or sender's id begins with what is typed; in the order of bytes, so that a beginning is a range.
CREATE INDEX persons_by_name ON persons ((folded(name) COLLATE "C"), person_id);
CREATE INDEX persons_by_email ON persons ((folded(email) COLLATE "C"), person_id) WHERE email IS NOT NULL;
CREATE INDEX persons_staff ON persons (person_id) WHERE role IS NOT NULL;
CREATE INDEX external_ids_of_people ON external_ids ((external_id COLLATE "C"), id) WHERE noun = 'person';
