-- Rows for every table, so that migrations meet data. Each statement fits the table as its first migration makes it.

-- table persons
INSERT INTO persons (person_id, name, registered_at, recorded_at) VALUES ('00000000-0000-0000-0000-000000000001', 'A', '2026-01-01Z', '2026-01-01Z')
-- table emails
INSERT INTO emails (email_key, person_id) VALUES ('a@example.com', '00000000-0000-0000-0000-000000000001')
-- table sessions
INSERT INTO sessions (token_hash, session_id, person_id, state, created_at, seen_at, expires_at)
VALUES ('\x01', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '{}', '2026-01-01Z', '2026-01-01Z', '2026-01-02Z')
-- table email_tokens
INSERT INTO email_tokens (token_hash, person_id, purpose, created_at, expires_at) VALUES ('\x01', '00000000-0000-0000-0000-000000000001', 'confirm_email', '2026-01-01Z', '2026-01-02Z')
-- table sources
INSERT INTO sources (source_id, name, created_at) VALUES ('00000000-0000-0000-0000-000000000001', 'cabinet', '2026-01-01Z')
-- table api_keys
INSERT INTO api_keys (key_hash, api_key_id, source_id, label, scopes, created_at)
SELECT '\x01', source_id, source_id, '', '{}', created_at FROM sources
-- table deeds
INSERT INTO deeds (person_id, deed_id, verb, subject, done_at)
VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'looked', 'at', '2026-01-01Z')
-- table jobs
INSERT INTO jobs (job_id, kind, payload, enqueued_at, due_at)
VALUES ('00000000-0000-0000-0000-000000000001', 'mark', '{}', '2026-01-01Z', '2026-01-01Z')
-- table schedules
INSERT INTO schedules (name, last_slot) VALUES ('mark', '2026-01-01Z')
-- table companies
INSERT INTO companies (person_id, company_id, name, position, registered_at, recorded_at)
VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'Acme', 1, '2026-01-01Z', '2026-01-01Z')
-- table tax_ids
INSERT INTO tax_ids (tax_key, person_id, company_id) VALUES ('KZ1', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001')
-- table programs
INSERT INTO programs (program_id, slug, name, created_at) VALUES ('00000000-0000-0000-0000-000000000001', 'bonus', 'Bonus', '2026-01-01Z')
-- table terms_versions
INSERT INTO terms_versions (program_id, version, source_text, digest, published_at) VALUES ('00000000-0000-0000-0000-000000000001', 1, '', '\x01', '2026-01-01Z')
-- table events
INSERT INTO events (source_id, external_id, event_id, type, happened_at, recorded_at, body, body_hash, state)
VALUES ('00000000-0000-0000-0000-000000000001', 'e1', '00000000-0000-0000-0000-000000000001', 'payment', '2026-01-01Z', '2026-01-01Z', '{}', '\x01', 'applied')
-- table external_ids
INSERT INTO external_ids (source_id, noun, external_id, id, person_id) VALUES ('00000000-0000-0000-0000-000000000001', 'person', 'p1', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001')
-- table imports
INSERT INTO imports (digest, source_id, lines, started_at) VALUES ('\x01', '00000000-0000-0000-0000-000000000001', 1, '2026-01-01Z')
-- table links
INSERT INTO links (person_id, link_id, program_id, created_at) VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '2026-01-01Z')
-- table codes
INSERT INTO codes (code, person_id, link_id, program_id) VALUES ('A1', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001')
-- table clicks
INSERT INTO clicks (person_id, clicked_at, click_id, link_id, recorded_at) VALUES ('00000000-0000-0000-0000-000000000001', '2026-01-01Z', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '2026-01-01Z')
-- table attributions
INSERT INTO attributions (program_id, invitee_id, referrer_id, referral_id) VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001')
-- table referrals
INSERT INTO referrals (person_id, referral_id, program_id, invitee_id, event_id, terms_version, registered_at, recorded_at)
VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 1, '2026-01-01Z', '2026-01-01Z')
-- table referral_refusals
INSERT INTO referral_refusals (person_id, event_id, reason, refused_at) VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'own_code', '2026-01-01Z')
-- table invoices
INSERT INTO invoices (person_id, invoice_id, company_id, source_id, external_id, currency, lines, total, issued_at, due_at, recorded_at)
VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'i1', 'KZT', '[]', 10, '2026-01-01Z', '2026-01-01Z', '2026-01-01Z')
-- table payments
INSERT INTO payments (person_id, payment_id, company_id, event_id, external_id, currency, amount, paid_at, recorded_at)
VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'y1', 'KZT', 10, '2026-01-01Z', '2026-01-01Z')
-- table refunds
INSERT INTO refunds (person_id, refund_id, payment_id, amount, state) VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 1, 'completed')
-- table accounts
INSERT INTO accounts (person_id, program_id, unit, account, balance, head, digest, links)
VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'credit', 'on_hold', 1, '\x01', '\x01', 1)
-- table transfers
INSERT INTO transfers (person_id, transfer_id, program_id, unit, kind, cause, debit, credit, amount, effective_at, recorded_at)
VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'credit', 'granted', 'y1', 'expense', 'on_hold', 1, '2026-01-01Z', '2026-01-01Z')
-- table receipts
INSERT INTO receipts (person_id, receipt_id, program_id, event_id, clause, revision, invitee_id, payment_id, unit, amount, reason,
    terms_version, happened_at, recorded_at, detail)
VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'each', 1, '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'credit', 1, 'percent', 1, '2026-01-01Z', '2026-01-01Z', '{}')
-- table rewards
INSERT INTO rewards (person_id, reward_id, program_id, unit, clause, invitee_id, payment_id, granted, on_hold, available, hold_until, steps)
VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'credit', 'each', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 1, 1, 0, '2026-01-15Z', 1)
-- table spends
INSERT INTO spends (person_id, spend_id, program_id, unit, invoice_id, amount, spent_at)
VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001', 'credit', '00000000-0000-0000-0000-000000000001', 1, '2026-01-01Z')
