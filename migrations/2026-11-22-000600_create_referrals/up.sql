CREATE TABLE links (
    person_id uuid NOT NULL,
    link_id uuid NOT NULL,
    program_id uuid NOT NULL,
    label text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    CONSTRAINT links_pk PRIMARY KEY (person_id, link_id),
    CONSTRAINT links_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id)
);
CREATE INDEX links_by_program ON links (program_id);

CREATE TABLE codes (
    code text CONSTRAINT codes_pk PRIMARY KEY,
    person_id uuid NOT NULL,
    link_id uuid NOT NULL,
    program_id uuid NOT NULL,
    retired_at timestamptz
);
CREATE INDEX codes_by_link ON codes (person_id, link_id);

-- A click's id is a UUIDv7: its order is that of recording.
CREATE TABLE clicks (
    person_id uuid NOT NULL,
    click_id uuid NOT NULL,
    clicked_at timestamptz NOT NULL,
    link_id uuid NOT NULL,
    path text,
    referring_host text,
    sub text,
    device text,
    visitor_hash bytea,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT clicks_pk PRIMARY KEY (person_id, click_id)
);
-- Ids come in the order of time, so that a day is a short range of the file.
CREATE INDEX clicks_by_time ON clicks USING brin (click_id);

-- Visitors of days that are over, counted once, so that a page reads only those of today. A day's row is there as soon as the
-- day is counted; sub is empty where the visit had none.
CREATE TABLE click_days (
    person_id uuid NOT NULL,
    link_id uuid NOT NULL,
    sub text NOT NULL,
    day date NOT NULL,
    visitors bigint NOT NULL CONSTRAINT click_days_visitors CHECK (visitors > 0),
    CONSTRAINT click_days_pk PRIMARY KEY (person_id, link_id, sub, day)
);
CREATE INDEX click_days_by_person ON click_days (person_id, day DESC);
CREATE INDEX click_days_by_day ON click_days (day);

-- One referrer for an invitee in a program.
CREATE TABLE attributions (
    program_id uuid NOT NULL,
    invitee_id uuid NOT NULL,
    referrer_id uuid NOT NULL,
    referral_id uuid NOT NULL,
    CONSTRAINT attributions_pk PRIMARY KEY (program_id, invitee_id)
);
CREATE INDEX attributions_by_invitee ON attributions (invitee_id);

CREATE TABLE referrals (
    person_id uuid NOT NULL,
    referral_id uuid NOT NULL,
    program_id uuid NOT NULL,
    invitee_id uuid NOT NULL,
    event_id uuid NOT NULL,
    code text,
    sub text,
    click_id uuid,
    terms_version integer NOT NULL,
    registered_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    first_payment_at timestamptz,
    last_payment_at timestamptz,
    voided_at timestamptz,
    CONSTRAINT referrals_pk PRIMARY KEY (person_id, referral_id),
    CONSTRAINT referrals_invitee_unique UNIQUE (person_id, program_id, invitee_id),
    CONSTRAINT referrals_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id)
);
CREATE INDEX referrals_by_program ON referrals (program_id);
CREATE INDEX referrals_newest ON referrals (person_id, program_id, registered_at DESC) INCLUDE (first_payment_at);

-- A registration that named a code or a referrer and was not bound, with the reason that staff see.
CREATE TABLE referral_refusals (
    person_id uuid NOT NULL,
    event_id uuid NOT NULL,
    program_id uuid,
    referrer_id uuid,
    code text,
    reason text NOT NULL,
    refused_at timestamptz NOT NULL,
    CONSTRAINT referral_refusals_pk PRIMARY KEY (person_id, event_id)
);
CREATE INDEX referral_refusals_by_referrer ON referral_refusals (referrer_id) WHERE referrer_id IS NOT NULL;
