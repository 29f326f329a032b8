DELETE FROM email_tokens WHERE purpose = 'confirm_payout';
ALTER TABLE email_tokens DROP CONSTRAINT email_tokens_purpose,
    ADD CONSTRAINT email_tokens_purpose CHECK (purpose IN ('confirm_email', 'reset_password'));
ALTER TABLE withdrawals DROP COLUMN details_id;
DROP TABLE payout_details;
