CREATE OR REPLACE VIEW invitee_names AS
SELECT p.person_id,
       CASE WHEN p.hides_name THEN '' ELSE regexp_replace(coalesce(
           (SELECT c.name FROM companies c WHERE c.person_id = p.person_id ORDER BY c.position, c.company_id LIMIT 1), p.name
       ), '([^\s«»„“”"''()-])[^\s«»„“”"''()-]{3,}', '\1•••', 'g') END AS name
FROM persons p;
