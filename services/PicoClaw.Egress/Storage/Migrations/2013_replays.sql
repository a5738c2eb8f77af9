-- replays: how often a dead letter was put back.
ALTER TABLE outbox ADD COLUMN replays INTEGER NOT NULL DEFAULT 0;
