-- A debt that turns out an earning holds what it was short of too, until its hold ends.
ALTER TABLE rewards
    DROP CONSTRAINT rewards_granted,
    ADD CONSTRAINT rewards_granted CHECK (granted >= on_hold OR reckoned IS NOT NULL);
