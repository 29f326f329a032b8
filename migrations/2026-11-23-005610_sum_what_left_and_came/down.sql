DROP INDEX transfers_left;
CREATE INDEX transfers_left ON transfers (person_id, program_id, unit)
    WHERE credit IN ('spent', 'paid_out', 'fees') OR debit IN ('spent', 'paid_out');
