DROP INDEX receipts_by_id, rewards_frozen, rewards_newest;
