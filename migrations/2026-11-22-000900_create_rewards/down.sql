DROP TABLE rewards, receipts;
