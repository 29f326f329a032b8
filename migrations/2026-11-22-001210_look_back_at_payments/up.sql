-- What a payment itself said, for receipts that look back at it: its own lines (none: its invoice's, or one unnamed plan).
ALTER TABLE payments ADD COLUMN lines jsonb, ADD COLUMN tax numeric(20, 4), ADD COLUMN promo_code text;
UPDATE payments p
SET lines = e.body -> 'data' -> 'lines', tax = (e.body -> 'data' ->> 'tax')::numeric, promo_code = e.body -> 'data' ->> 'promo_code'
FROM events e WHERE e.event_id = p.event_id;
-- Who paid while a late exchange rate was in force.
CREATE INDEX payments_by_time ON payments USING brin (paid_at);

-- A loyalty status, from an instant on; of two at one instant the later by the sender's event id is later.
CREATE TABLE class_changes (
    person_id uuid NOT NULL,
    event_id uuid NOT NULL,
    external_id text NOT NULL,
    since timestamptz NOT NULL,
    class text NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT class_changes_pk PRIMARY KEY (person_id, event_id),
    CONSTRAINT class_changes_person_fk FOREIGN KEY (person_id) REFERENCES persons (person_id)
);

-- The same for what kind of person somebody became after the registration.
CREATE TABLE kind_changes (
    person_id uuid NOT NULL,
    event_id uuid NOT NULL,
    external_id text NOT NULL,
    since timestamptz NOT NULL,
    kind text NOT NULL CONSTRAINT kind_changes_kind CHECK (kind IN ('individual', 'business')),
    recorded_at timestamptz NOT NULL,
    CONSTRAINT kind_changes_pk PRIMARY KEY (person_id, event_id),
    CONSTRAINT kind_changes_person_fk FOREIGN KEY (person_id) REFERENCES persons (person_id)
);

-- Of this very pair, neither inverted nor chained; rate is a decimal string of up to ten digits after the point.
CREATE TABLE exchange_rates (
    from_currency text NOT NULL,
    to_currency text NOT NULL,
    since timestamptz NOT NULL,
    event_id uuid NOT NULL,
    external_id text NOT NULL,
    rate text NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT exchange_rates_pk PRIMARY KEY (from_currency, to_currency, since, event_id)
);

-- Who accepted an optional version: it governs what happens to their referrals from then on.
CREATE TABLE acceptances (
    person_id uuid NOT NULL,
    program_id uuid NOT NULL,
    version integer NOT NULL,
    accepted_at timestamptz NOT NULL,
    CONSTRAINT acceptances_pk PRIMARY KEY (person_id, program_id, version),
    CONSTRAINT acceptances_version_fk FOREIGN KEY (program_id, version) REFERENCES terms_versions (program_id, version)
);
CREATE INDEX acceptances_by_version ON acceptances (program_id, version);
