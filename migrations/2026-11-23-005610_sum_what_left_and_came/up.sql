-- Everything that is neither a reward nor between a person's own accounts: what was earned is shown with all its parts.
DROP INDEX transfers_left;
CREATE INDEX transfers_left ON transfers (person_id, program_id, unit)
    WHERE credit IN ('spent', 'paid_out', 'fees', 'expired', 'adjusted', 'converted')
       OR debit IN ('spent', 'paid_out', 'expired', 'adjusted', 'converted');
