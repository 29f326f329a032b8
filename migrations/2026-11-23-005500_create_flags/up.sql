-- Staff look into the referral: what its referrer earns by it is not released meanwhile.
ALTER TABLE referrals ADD COLUMN held_at timestamptz;
ALTER TABLE rewards ADD COLUMN held boolean NOT NULL DEFAULT false;
DROP INDEX rewards_due;
CREATE INDEX rewards_due ON rewards (hold_until) WHERE on_hold > 0 AND NOT frozen AND NOT held;
-- Whom staff let refer nobody any more.
ALTER TABLE persons ADD COLUMN banned_at timestamptz;

-- Lists of one program, newest first: ids come in the order of time.
DROP INDEX referrals_by_program;
CREATE INDEX referrals_by_program ON referrals (program_id, referral_id);
CREATE INDEX referrals_ended ON referrals (program_id, referral_id) WHERE voided_at IS NOT NULL;
CREATE INDEX referrals_kept ON referrals (program_id, referral_id) WHERE held_at IS NOT NULL;
CREATE INDEX companies_in_order ON companies (company_id);

-- By what whom somebody invited is known again among all whom they invited: keyed hashes, nothing can be read from them.
CREATE TABLE flag_marks (
    person_id uuid NOT NULL,
    kind text NOT NULL,
    mark bytea NOT NULL,
    invitee_id uuid NOT NULL,
    CONSTRAINT flag_marks_pk PRIMARY KEY (person_id, kind, mark, invitee_id)
);
CREATE INDEX flag_marks_by_invitee ON flag_marks (invitee_id);

-- Why a referral is to be looked at, and what staff decided. It says who is concerned and never what was typed.
CREATE TABLE flags (
    person_id uuid NOT NULL,
    flag_id uuid NOT NULL,
    program_id uuid NOT NULL,
    referral_id uuid NOT NULL,
    invitee_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT flags_kind CHECK (kind IN
        ('same_email', 'same_tax_id', 'same_address', 'disposable_mail', 'velocity', 'own_invitee')),
    -- who else has it, how many there were
    evidence jsonb NOT NULL,
    flagged_at timestamptz NOT NULL,
    state text NOT NULL CONSTRAINT flags_state CHECK (state IN ('open', 'held', 'cleared', 'voided', 'banned')),
    decisions integer NOT NULL DEFAULT 0,
    decided_at timestamptz,
    decided_by uuid,
    note text,
    CONSTRAINT flags_pk PRIMARY KEY (person_id, flag_id),
    CONSTRAINT flags_kind_unique UNIQUE (person_id, referral_id, kind),
    CONSTRAINT flags_program_fk FOREIGN KEY (program_id) REFERENCES programs (program_id),
    CONSTRAINT flags_decided CHECK ((decisions = 0) = (decided_at IS NULL) AND (decisions = 0) = (decided_by IS NULL)
        AND (decisions = 0) = (note IS NULL))
);
CREATE INDEX flags_by_program ON flags (program_id);
-- staff name one without its owner
CREATE INDEX flags_by_id ON flags (flag_id);
CREATE INDEX flags_by_state ON flags (state, kind, flag_id);
CREATE INDEX flags_by_kind ON flags (kind, flag_id);
CREATE INDEX flags_by_invitee ON flags (invitee_id);

-- What was made before this instant was looked at. One row.
CREATE TABLE flags_looked (
    looked boolean CONSTRAINT flags_looked_pk PRIMARY KEY DEFAULT true CONSTRAINT flags_looked_once CHECK (looked),
    until timestamptz NOT NULL
);
