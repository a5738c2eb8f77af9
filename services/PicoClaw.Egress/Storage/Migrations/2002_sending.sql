-- What the sender chooses by: priority (0 interactive, 1 bulk), size (bytes of the text), digest (equal for direct replies that one call may bring
-- to many), route_until (when the cheapest way back closes) and is_alone (was refused together with others, so it goes by itself).
ALTER TABLE outbox ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN size     BIGINT  NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN digest   TEXT    NULL;
ALTER TABLE outbox ADD COLUMN route_until BIGINT NULL;
ALTER TABLE outbox ADD COLUMN is_alone INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET size = LENGTH(body);

-- From one conversation to the next without looking at what lies between.
CREATE INDEX outbox_threads ON outbox (lane_key, priority, thread_id) WHERE status IN ('queued', 'sending');
CREATE INDEX outbox_sending ON outbox (lane_key) WHERE status = 'sending';
CREATE INDEX outbox_ended ON outbox (status, ended_at) WHERE ended_at IS NOT NULL;

-- The calls of the last minutes, for whoever takes an account over. ended_at: NULL while nobody saw the end.
CREATE TABLE call (
    call_id   TEXT   NOT NULL PRIMARY KEY,
    lane_key  TEXT   NOT NULL,
    api       TEXT   NULL,
    webhook   TEXT   NULL,
    thread_id TEXT   NULL,
    ended_at  BIGINT NULL
);
CREATE INDEX call_of_lane ON call (lane_key, ended_at);
CREATE INDEX call_ended ON call (ended_at);

-- API calls of an account in a calendar month in China. is_exhausted: DingTalk itself says that none is left.
CREATE TABLE api_month (
    lane_key     TEXT    NOT NULL,
    month        TEXT    NOT NULL,
    calls        BIGINT  NOT NULL,
    is_exhausted INTEGER NOT NULL,
    PRIMARY KEY (lane_key, month)
);
