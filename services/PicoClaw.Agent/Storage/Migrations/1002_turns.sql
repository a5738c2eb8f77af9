-- The name of the command that a message is; such a message is a turn of its own.
ALTER TABLE mailbox ADD COLUMN command TEXT NULL;

-- stopped: somebody said /stop. replays: how often the dead letter was put back; every one has a reply of its own.
ALTER TABLE turn ADD COLUMN stopped INTEGER NOT NULL DEFAULT 0;
ALTER TABLE turn ADD COLUMN replays INTEGER NOT NULL DEFAULT 0;
CREATE INDEX turn_pending ON turn (lane_key) WHERE status = 'pending';
CREATE INDEX turn_failed ON turn (ended_at) WHERE status = 'failed';
CREATE INDEX turn_ended ON turn (ended_at);
-- Old ones, for the moment in which they are removed.
CREATE INDEX turn_forgotten ON turn (turn_id) WHERE status = 'forgotten';
