DROP TABLE letters_off;
DROP TABLE announcements;
DROP TABLE news_rests;
DROP TABLE news;
