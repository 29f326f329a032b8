DROP TABLE imports, external_ids, events;
