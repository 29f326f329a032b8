-- Staff look through everybody's rewards, the newest first, and name a receipt without its owner. Ids come in the order of time.
CREATE INDEX rewards_newest ON rewards (program_id, reward_id);
CREATE INDEX rewards_frozen ON rewards (program_id, reward_id) WHERE frozen;
CREATE INDEX receipts_by_id ON receipts (receipt_id);
