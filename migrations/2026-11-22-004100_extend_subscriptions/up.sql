-- How much of a reward was put to the person's own subscriptions. to_apply: whether somebody is to look where it can be put; it is
-- none where nothing is put anywhere.
ALTER TABLE rewards
    ADD COLUMN applied numeric(20, 4) NOT NULL DEFAULT 0 CONSTRAINT rewards_applied CHECK (applied >= 0),
    ADD COLUMN to_apply boolean;
CREATE INDEX rewards_to_apply ON rewards (person_id, program_id) WHERE to_apply AND granted - on_hold > applied;
CREATE INDEX rewards_put_off ON rewards (person_id) WHERE NOT to_apply AND granted - on_hold > applied;

-- What was put to subscriptions: what stood behind it, as of when, and when the subscription is charged next.
CREATE TABLE extensions (
    person_id uuid NOT NULL,
    extension_id uuid NOT NULL,
    program_id uuid NOT NULL,
    reward_id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    unit text NOT NULL,
    currency text NOT NULL,
    amount numeric(20, 4) NOT NULL CONSTRAINT extensions_amount CHECK (amount > 0),
    extended_at timestamptz NOT NULL,
    next_charge_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT extensions_pk PRIMARY KEY (person_id, extension_id),
    CONSTRAINT extensions_reward_fk FOREIGN KEY (person_id, reward_id) REFERENCES rewards (person_id, reward_id),
    CONSTRAINT extensions_subscription_fk FOREIGN KEY (person_id, subscription_id)
        REFERENCES subscriptions (person_id, subscription_id)
);
CREATE INDEX extensions_by_reward ON extensions (person_id, reward_id);
CREATE INDEX extensions_by_subscription ON extensions (person_id, subscription_id);
CREATE TRIGGER extensions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON extensions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
