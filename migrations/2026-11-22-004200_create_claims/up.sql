-- Whether the referral was made after the registration.
ALTER TABLE referrals ADD COLUMN late boolean NOT NULL DEFAULT false;

-- Referrals that another took the place of before the first payment, as runs that were applied before had read them.
CREATE TABLE replaced_referrals (
    person_id uuid NOT NULL,
    referral_id uuid NOT NULL,
    program_id uuid NOT NULL,
    invitee_id uuid NOT NULL,
    event_id uuid NOT NULL,
    code text,
    registered_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    replaced_at timestamptz NOT NULL,
    CONSTRAINT replaced_referrals_pk PRIMARY KEY (person_id, referral_id),
    CONSTRAINT replaced_referrals_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id)
);
CREATE INDEX replaced_referrals_by_program ON replaced_referrals (program_id);

-- "I invited them": what a person says of an attribution that was lost, and what staff decided.
CREATE TABLE claims (
    person_id uuid NOT NULL,
    claim_id uuid NOT NULL,
    -- as the form has it: sent twice it is one claim
    key uuid NOT NULL,
    program_id uuid NOT NULL,
    -- an e-mail address or a company's tax id, as typed
    invitee text NOT NULL,
    invited_on date NOT NULL,
    evidence text NOT NULL,
    claimed_at timestamptz NOT NULL,
    state text NOT NULL CONSTRAINT claims_state CHECK (state IN ('open', 'approved', 'rejected')),
    decided_at timestamptz,
    decided_by uuid,
    reason text,
    -- who was bound by it
    invitee_id uuid,
    CONSTRAINT claims_pk PRIMARY KEY (person_id, claim_id),
    CONSTRAINT claims_key_unique UNIQUE (person_id, key),
    CONSTRAINT claims_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id),
    CONSTRAINT claims_decided CHECK ((state = 'open') = (decided_at IS NULL) AND (state = 'open') = (decided_by IS NULL)
        AND (state = 'open') = (reason IS NULL)),
    CONSTRAINT claims_bound CHECK ((state = 'approved') = (invitee_id IS NOT NULL))
);
CREATE INDEX claims_by_program ON claims (program_id);
-- staff name one without its owner
CREATE INDEX claims_by_id ON claims (claim_id);
CREATE INDEX claims_newest ON claims (claimed_at DESC);
CREATE INDEX claims_open ON claims (claimed_at) WHERE state = 'open';

ALTER TABLE news DROP CONSTRAINT news_kind;
ALTER TABLE news ADD CONSTRAINT news_kind CHECK (kind IN
    ('invited', 'earned', 'available', 'taken_back', 'expired', 'payout', 'verification', 'withdrawal', 'terms', 'welcome',
     'claim', 'converted'));
