-- What a referrer may see of whom they invited: the first letter of each word of the company's name, or else of the person's, short
-- words too; legal forms stand as they are, and nothing where the person hides it.
CREATE OR REPLACE VIEW invitee_names AS
SELECT p.person_id,
       CASE WHEN p.hides_name THEN '' ELSE regexp_replace(coalesce(
           (SELECT c.name FROM companies c WHERE c.person_id = p.person_id ORDER BY c.position, c.company_id LIMIT 1), p.name
       ), '(^|[\s«»„“”"''()-])(?!(Ltd|LTD|LLP|LLC|Inc|GmbH|AG|SA|SL|PLC|plc|TOO|ТОО|ООО|АО|ИП|ТОВ|ФОП|ПП|ЖШС|АҚ|ЖК)[.]?($|[\s«»„“”"''()-]))([^\s«»„“”"''()-])[^\s«»„“”"''()-]+', '\1\2•••', 'g') END AS name
FROM persons p;
