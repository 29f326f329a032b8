DROP TABLE spends;
