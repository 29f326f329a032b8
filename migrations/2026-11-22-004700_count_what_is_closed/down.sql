DROP INDEX receipts_by_time;
DROP TABLE earned_counted, earned_months, clicks_counted, click_seen, click_counts, referral_counts;
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
-- Filled by the next count.
