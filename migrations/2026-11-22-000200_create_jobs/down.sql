DROP TABLE schedules, jobs;
