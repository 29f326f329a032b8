-- What pages show of everybody's whole past is counted once and kept; what came since is added where it is read, so that a page
-- costs the same after a year. The audit counts all of it again.

-- Kept by whatever binds a referral or pays for one for the first time, in its own transaction.
CREATE TABLE referral_counts (
    person_id uuid NOT NULL,
    program_id uuid NOT NULL,
    registered bigint NOT NULL CONSTRAINT referral_counts_registered CHECK (registered >= 0),
    paying bigint NOT NULL CONSTRAINT referral_counts_paying CHECK (paying >= 0),
    CONSTRAINT referral_counts_pk PRIMARY KEY (person_id, program_id)
);
INSERT INTO referral_counts SELECT person_id, program_id, count(*), count(first_payment_at) FROM referrals GROUP BY 1, 2;

-- Visitors, each once a day, of the clicks whose id was made before clicks_counted.until; sub is empty where the visit had none.
CREATE TABLE click_counts (
    person_id uuid NOT NULL,
    link_id uuid NOT NULL,
    sub text NOT NULL,
    visitors bigint NOT NULL CONSTRAINT click_counts_visitors CHECK (visitors > 0),
    CONSTRAINT click_counts_pk PRIMARY KEY (person_id, link_id, sub)
);
-- Who of the present day is counted already.
CREATE TABLE click_seen (
    person_id uuid NOT NULL,
    link_id uuid NOT NULL,
    sub text NOT NULL,
    day date NOT NULL,
    visitor bytea NOT NULL,
    CONSTRAINT click_seen_pk PRIMARY KEY (person_id, visitor, link_id, sub, day)
);
CREATE TABLE clicks_counted (
    one boolean NOT NULL DEFAULT true CONSTRAINT clicks_counted_once CHECK (one),
    until timestamptz NOT NULL,
    CONSTRAINT clicks_counted_pk PRIMARY KEY (one)
);
INSERT INTO click_counts SELECT person_id, link_id, sub, sum(visitors) FROM click_days GROUP BY 1, 2, 3;
INSERT INTO clicks_counted (until)
    SELECT coalesce((max(day) + 1)::timestamp AT TIME ZONE 'UTC', '1970-01-01T00:00:00Z') FROM click_days;
DROP TABLE click_days;

-- What receipts say that were recorded before earned_counted.until, by the month in which it was earned in that time zone.
CREATE TABLE earned_months (
    person_id uuid NOT NULL,
    program_id uuid NOT NULL,
    unit text NOT NULL,
    month date NOT NULL,
    earned numeric(20, 4) NOT NULL,
    CONSTRAINT earned_months_pk PRIMARY KEY (person_id, program_id, unit, month)
);
CREATE TABLE earned_counted (
    program_id uuid NOT NULL,
    time_zone text NOT NULL,
    until timestamptz NOT NULL,
    CONSTRAINT earned_counted_pk PRIMARY KEY (program_id),
    CONSTRAINT earned_counted_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id)
);
-- Ids come in the order of time, so that a day is a short range of the file.
CREATE INDEX receipts_by_time ON receipts USING brin (receipt_id);
