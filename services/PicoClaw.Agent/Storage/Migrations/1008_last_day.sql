-- The day of the last turn, in days since 1970 so that its index is written once a day at most. Rows of before count from 2026-11-26.
ALTER TABLE conversation ADD COLUMN last_day BIGINT NOT NULL DEFAULT 20783;
CREATE INDEX conversation_last ON conversation (last_day);
