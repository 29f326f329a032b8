DROP TABLE terms_versions, programs;
