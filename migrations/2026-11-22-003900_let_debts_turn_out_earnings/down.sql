ALTER TABLE rewards
    DROP CONSTRAINT rewards_granted,
    ADD CONSTRAINT rewards_granted CHECK (granted >= on_hold OR on_hold = 0) NOT VALID;
