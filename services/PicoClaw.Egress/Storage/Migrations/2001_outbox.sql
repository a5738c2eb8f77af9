-- status: queued, sending (a call is out), sent, failed (a dead letter with its error). Times are milliseconds since 1970, UTC.
CREATE TABLE outbox (
    delivery_id TEXT    NOT NULL PRIMARY KEY,
    lane_key    TEXT    NOT NULL,
    thread_id   TEXT    NOT NULL,
    sequence    BIGINT  NOT NULL,
    body        TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    parts_sent  INTEGER NOT NULL,
    throttles   INTEGER NOT NULL,
    unknowns    INTEGER NOT NULL,
    via         TEXT    NULL,
    call_id     TEXT    NULL,
    not_before  BIGINT  NOT NULL,
    created_at  BIGINT  NOT NULL,
    tried_at    BIGINT  NULL,
    ended_at    BIGINT  NULL,
    error       TEXT    NULL
);
CREATE INDEX outbox_open ON outbox (lane_key, thread_id, sequence) WHERE status IN ('queued', 'sending');

-- How far a conversation's replies have been delivered or given up.
CREATE TABLE thread (
    thread_id     TEXT   NOT NULL PRIMARY KEY,
    next_sequence BIGINT NOT NULL
);
