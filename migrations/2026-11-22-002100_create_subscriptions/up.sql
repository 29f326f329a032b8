CREATE TABLE subscriptions (
    person_id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    company_id uuid NOT NULL,
    source_id uuid NOT NULL,
    external_id text NOT NULL,
    product text NOT NULL,
    price numeric(20, 4) CONSTRAINT subscriptions_price CHECK (price >= 0),
    period text CONSTRAINT subscriptions_period CHECK (period IN ('month', 'year')),
    trial_ends_at timestamptz,
    next_charge_at timestamptz,
    started_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT subscriptions_pk PRIMARY KEY (person_id, subscription_id),
    CONSTRAINT subscriptions_company_fk FOREIGN KEY (person_id, company_id) REFERENCES companies (person_id, company_id)
);
CREATE INDEX subscriptions_by_company ON subscriptions (person_id, company_id);

-- Statuses as they were reported, in whatever order. Of two of one instant that with the later id of the sender's event holds.
CREATE TABLE subscription_changes (
    person_id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    change_id uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    external_id text NOT NULL,
    status text NOT NULL CONSTRAINT subscription_changes_status CHECK (status IN
        ('trialing', 'active', 'past_due', 'canceled', 'expired')),
    next_charge_at timestamptz,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT subscription_changes_pk PRIMARY KEY (person_id, subscription_id, change_id),
    CONSTRAINT subscription_changes_subscription_fk FOREIGN KEY (person_id, subscription_id)
        REFERENCES subscriptions (person_id, subscription_id)
);

-- When a subscription was active, as it was known from recorded_at until replaced_at: any instant and any cut-off can be asked.
CREATE TABLE subscription_spans (
    person_id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    span_id uuid NOT NULL,
    company_id uuid NOT NULL,
    from_at timestamptz NOT NULL,
    until_at timestamptz,
    recorded_at timestamptz NOT NULL,
    replaced_at timestamptz,
    CONSTRAINT subscription_spans_pk PRIMARY KEY (person_id, subscription_id, span_id)
);

-- From when to when an invoice waited to be paid, likewise.
CREATE TABLE dues (
    person_id uuid NOT NULL,
    invoice_id uuid NOT NULL,
    due_id uuid NOT NULL,
    issued_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    -- settled or voided
    ended_at timestamptz,
    recorded_at timestamptz NOT NULL,
    replaced_at timestamptz,
    CONSTRAINT dues_pk PRIMARY KEY (person_id, invoice_id, due_id)
);
CREATE INDEX dues_open ON dues (due_at, person_id) WHERE ended_at IS NULL AND replaced_at IS NULL;
CREATE INDEX dues_ended ON dues (ended_at) WHERE ended_at IS NOT NULL AND replaced_at IS NULL;
CREATE INDEX dues_replaced ON dues (replaced_at) WHERE replaced_at IS NOT NULL;

-- The standing of each referral's invitee, likewise, within the life of the referral.
CREATE TABLE referral_activity (
    person_id uuid NOT NULL,
    referral_id uuid NOT NULL,
    span_id uuid NOT NULL,
    program_id uuid NOT NULL,
    from_at timestamptz NOT NULL,
    until_at timestamptz,
    standing text NOT NULL CONSTRAINT referral_activity_standing CHECK (standing IN ('active', 'inactive')),
    why text,
    recorded_at timestamptz NOT NULL,
    replaced_at timestamptz,
    CONSTRAINT referral_activity_pk PRIMARY KEY (person_id, referral_id, span_id),
    CONSTRAINT referral_activity_why CHECK ((standing = 'inactive') = (why IS NOT NULL)),
    CONSTRAINT referral_activity_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id)
);
-- what a run counts: a short index that answers without the table
CREATE INDEX referral_activity_active ON referral_activity (program_id, person_id) INCLUDE (from_at, until_at, recorded_at)
    WHERE standing = 'active' AND replaced_at IS NULL;
-- what was known otherwise at a run's cut-off
CREATE INDEX referral_activity_replaced ON referral_activity (program_id, replaced_at)
    WHERE standing = 'active' AND replaced_at IS NOT NULL;

-- The orders in which a person put their companies. Of two of one instant that with the later id of the sender's event holds.
CREATE TABLE company_orders (
    person_id uuid NOT NULL,
    order_id uuid NOT NULL,
    ordered_at timestamptz NOT NULL,
    external_id text NOT NULL,
    companies uuid[] NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT company_orders_pk PRIMARY KEY (person_id, order_id),
    CONSTRAINT company_orders_person_fk FOREIGN KEY (person_id) REFERENCES persons (person_id)
);

ALTER TABLE companies ADD COLUMN closing_recorded_at timestamptz;
UPDATE companies SET closing_recorded_at = closed_at WHERE closed_at IS NOT NULL;

-- the sender's id of the subscription that an invoice is for, perhaps not known yet
ALTER TABLE invoices ADD COLUMN subscription text;
