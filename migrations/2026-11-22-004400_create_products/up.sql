-- What Beckon itself sells. Facts name a product by its name.
CREATE TABLE products (
    product_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT products_kind CHECK (kind IN ('plan', 'service')),
    name text NOT NULL,
    currency text NOT NULL,
    -- of a plan
    period text CONSTRAINT products_period CHECK (period IN ('month', 'year')),
    trial_days integer NOT NULL CONSTRAINT products_trial_days CHECK (trial_days >= 0),
    -- from an invoice to its due date
    due_days integer NOT NULL CONSTRAINT products_due_days CHECK (due_days >= 0),
    recorded_at timestamptz NOT NULL,
    closed_at timestamptz,
    CONSTRAINT products_pk PRIMARY KEY (product_id),
    CONSTRAINT products_name UNIQUE (name),
    CONSTRAINT products_plan CHECK (kind = 'plan' OR period IS NULL)
);

CREATE TABLE product_prices (
    product_id uuid NOT NULL,
    price_id uuid NOT NULL,
    from_at timestamptz NOT NULL,
    price numeric(20, 4) NOT NULL CONSTRAINT product_prices_price CHECK (price >= 0),
    -- of running subscriptions too, not only of those that begin from then on
    for_running boolean NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT product_prices_pk PRIMARY KEY (product_id, price_id),
    CONSTRAINT product_prices_product_fk FOREIGN KEY (product_id) REFERENCES products (product_id)
);

-- Subscriptions that Beckon itself bills, and how far each came.
CREATE TABLE own_subscriptions (
    person_id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    company_id uuid NOT NULL,
    -- by which names it stands in the log
    source_id uuid NOT NULL,
    external_id text NOT NULL,
    product_id uuid NOT NULL,
    -- its price is the one of that instant
    chosen_at timestamptz NOT NULL,
    -- from the next charge on
    next_product_id uuid,
    next_chosen_at timestamptz,
    -- the day of the month that is kept
    anchor_at timestamptz NOT NULL,
    -- from the anchor to the next charge
    months integer NOT NULL CONSTRAINT own_subscriptions_months CHECK (months >= 0),
    charges integer NOT NULL CONSTRAINT own_subscriptions_charges CHECK (charges >= 0),
    -- facts told of it so far
    told integer NOT NULL CONSTRAINT own_subscriptions_told CHECK (told >= 0),
    trial_ends_at timestamptz,
    status text NOT NULL CONSTRAINT own_subscriptions_status CHECK (status IN
        ('trialing', 'active', 'past_due', 'canceled', 'expired')),
    since timestamptz NOT NULL,
    -- none once it ended
    next_charge_at timestamptz,
    -- when an invoice falls due of which it is not known yet whether it will be paid
    look_at timestamptz,
    canceled_at timestamptz,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT own_subscriptions_pk PRIMARY KEY (person_id, subscription_id),
    CONSTRAINT own_subscriptions_subscription_fk FOREIGN KEY (person_id, subscription_id)
        REFERENCES subscriptions (person_id, subscription_id),
    CONSTRAINT own_subscriptions_product_fk FOREIGN KEY (product_id) REFERENCES products (product_id),
    CONSTRAINT own_subscriptions_next_product_fk FOREIGN KEY (next_product_id) REFERENCES products (product_id),
    CONSTRAINT own_subscriptions_next CHECK ((next_product_id IS NULL) = (next_chosen_at IS NULL)),
    CONSTRAINT own_subscriptions_ended CHECK (next_charge_at IS NULL OR status NOT IN ('canceled', 'expired'))
);
CREATE INDEX own_subscriptions_by_product ON own_subscriptions (product_id);
CREATE INDEX own_subscriptions_by_next_product ON own_subscriptions (next_product_id) WHERE next_product_id IS NOT NULL;
-- whose turn it is
CREATE INDEX own_subscriptions_due ON own_subscriptions (least(next_charge_at, look_at), subscription_id)
    WHERE next_charge_at IS NOT NULL;
CREATE INDEX own_subscriptions_past_due ON own_subscriptions (subscription_id) WHERE status = 'past_due';

-- Additional services, each charged once, with the next invoice of its subscription.
CREATE TABLE additions (
    person_id uuid NOT NULL,
    addition_id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    product_id uuid NOT NULL,
    added_at timestamptz NOT NULL,
    -- the invoice's name in the log, once it is charged
    invoice text,
    CONSTRAINT additions_pk PRIMARY KEY (person_id, addition_id),
    CONSTRAINT additions_subscription_fk FOREIGN KEY (person_id, subscription_id)
        REFERENCES own_subscriptions (person_id, subscription_id),
    CONSTRAINT additions_product_fk FOREIGN KEY (product_id) REFERENCES products (product_id)
);
CREATE INDEX additions_by_subscription ON additions (person_id, subscription_id);
CREATE INDEX additions_by_product ON additions (product_id);

-- What staff wrote down of money that they recorded.
ALTER TABLE payments ADD COLUMN reference text;

-- Unpaid invoices of all persons, by due date: what staff look at; and an own subscription's.
CREATE INDEX invoices_unpaid ON invoices (due_at, invoice_id) WHERE voided_at IS NULL AND paid + credit < total;
CREATE INDEX external_ids_refunds ON external_ids (id) WHERE noun = 'refund';
