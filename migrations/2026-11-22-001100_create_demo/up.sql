-- The one row of a demo, and none anywhere else: how far its clock is ahead of the machine's, and who its three roles are.
CREATE TABLE demo (
    is_demo boolean CONSTRAINT demo_pk PRIMARY KEY DEFAULT true CONSTRAINT demo_one_row CHECK (is_demo),
    began_at timestamptz NOT NULL,
    ahead_micros bigint NOT NULL,
    referrer_id uuid,
    invitee_id uuid,
    staff_id uuid,
    is_ready boolean NOT NULL DEFAULT false
);
