-- As the form has it: sent twice it is one withdrawal, and what another person's form has is nobody's business.
ALTER TABLE withdrawals ADD COLUMN key uuid;
UPDATE withdrawals SET key = withdrawal_id;
ALTER TABLE withdrawals ALTER COLUMN key SET NOT NULL;
ALTER TABLE withdrawals ADD CONSTRAINT withdrawals_key_unique UNIQUE (person_id, key);
