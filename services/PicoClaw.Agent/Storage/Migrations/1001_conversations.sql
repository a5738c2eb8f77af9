-- Times are milliseconds since 1970, UTC.
CREATE TABLE mailbox (
    message_id TEXT   NOT NULL PRIMARY KEY,
    lane_key   TEXT   NOT NULL,
    position   BIGINT NOT NULL,
    sent_at    BIGINT NOT NULL,
    body       TEXT   NOT NULL,
    turn_id    TEXT   NULL
);
CREATE INDEX mailbox_pending ON mailbox (lane_key, sent_at, position) WHERE turn_id IS NULL;
CREATE INDEX mailbox_of_turn ON mailbox (turn_id);

CREATE TABLE turn (
    turn_id    TEXT    NOT NULL PRIMARY KEY,
    lane_key   TEXT    NOT NULL,
    status     TEXT    NOT NULL,
    attempts   INTEGER NOT NULL,
    error      TEXT    NULL,
    created_at BIGINT  NOT NULL,
    ended_at   BIGINT  NULL
);
CREATE UNIQUE INDEX turn_running ON turn (lane_key) WHERE status = 'running';

CREATE TABLE conversation (
    lane_key      TEXT   NOT NULL PRIMARY KEY,
    last_sequence BIGINT NOT NULL,
    last_history  BIGINT NOT NULL
);

CREATE TABLE history (
    lane_key TEXT   NOT NULL,
    position BIGINT NOT NULL,
    role     TEXT   NOT NULL,
    text     TEXT   NOT NULL,
    turn_id  TEXT   NOT NULL,
    PRIMARY KEY (lane_key, position)
);

CREATE TABLE reply (
    reply_id TEXT    NOT NULL PRIMARY KEY,
    lane_key TEXT    NOT NULL,
    sequence BIGINT  NOT NULL,
    turn_id  TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    sent     INTEGER NOT NULL
);
CREATE INDEX reply_unsent ON reply (lane_key, sequence) WHERE sent = 0;
CREATE INDEX reply_of_turn ON reply (turn_id);
