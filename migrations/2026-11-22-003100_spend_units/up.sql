-- What left the account for a spend, and what of that came back: the amount itself where the unit is money.
ALTER TABLE spends ADD COLUMN units numeric(20, 4);
ALTER TABLE spends ADD COLUMN units_returned numeric(20, 4) NOT NULL DEFAULT 0;
UPDATE spends SET units = amount, units_returned = returned;
ALTER TABLE spends ALTER COLUMN units SET NOT NULL;
ALTER TABLE spends ADD CONSTRAINT spends_units CHECK (units > 0);
ALTER TABLE spends ADD CONSTRAINT spends_units_returned CHECK (units_returned >= 0 AND units_returned <= units);

-- The invoice's tax, where terms leave it to be paid; none where the sender did not tell.
ALTER TABLE invoices ADD COLUMN tax numeric(20, 4) CONSTRAINT invoices_tax CHECK (tax >= 0);
UPDATE invoices i SET tax = (e.body->'data'->>'tax')::numeric
FROM events e
WHERE e.type = 'invoice.issued' AND e.state = 'applied' AND e.body->'data' ? 'tax'
  AND e.source_id = i.source_id AND e.body->'data'->>'invoice' = i.external_id;
