-- How often DingTalk was too busy for the part that comes next. Not in throttles: those may be many.
ALTER TABLE outbox ADD COLUMN busies INTEGER NOT NULL DEFAULT 0;
