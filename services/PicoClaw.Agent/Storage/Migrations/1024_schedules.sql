-- Turns that nobody's message starts. maker: the person's key, null: the configuration, whose schedules have a name. cron: null: once. time_zone: null: the
-- bot's. occurrence: the instant that comes next; due_at: when it is fired, which is a little later for those of a cron.
CREATE TABLE schedule (
    schedule_id TEXT   NOT NULL PRIMARY KEY,
    lane_key    TEXT   NOT NULL,
    maker       TEXT   NULL,
    name        TEXT   NULL,
    cron        TEXT   NULL,
    time_zone   TEXT   NULL,
    body        TEXT   NOT NULL,
    occurrence  BIGINT NOT NULL,
    due_at      BIGINT NOT NULL,
    created_at  BIGINT NOT NULL
);
CREATE INDEX schedule_due ON schedule (due_at);
CREATE INDEX schedule_of_lane ON schedule (lane_key);
CREATE INDEX schedule_of_maker ON schedule (maker);

-- What a schedule put into the mailbox, as JSON; null: a person's message. Such a row is a turn of its own.
ALTER TABLE mailbox ADD COLUMN schedule TEXT NULL;

-- The person whose direct conversation it is; null: a group, or not known yet.
ALTER TABLE conversation ADD COLUMN person TEXT NULL;
CREATE INDEX conversation_of_person ON conversation (person) WHERE person IS NOT NULL;
