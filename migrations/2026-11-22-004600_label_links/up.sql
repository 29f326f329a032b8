-- A link may carry a sub-id of its own: every visit through it that names none has this one. Empty: none.
ALTER TABLE links
    ADD COLUMN sub text NOT NULL DEFAULT '' CONSTRAINT links_sub CHECK (char_length(sub) <= 50);
-- What became of a visit is asked for each line of the list.
CREATE INDEX referrals_by_click ON referrals (person_id, click_id) WHERE click_id IS NOT NULL;
