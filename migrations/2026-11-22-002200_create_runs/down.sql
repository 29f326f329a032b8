DROP VIEW current_runs;
DROP TABLE assignment_uses, assignments, runs;
