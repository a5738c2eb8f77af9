-- What was asked to be sent unasked. body is a reply without its recipient; recipients, a JSON list, become rows of the outbox, all at once, at
-- released_at. Clients cannot repeat a key while its row is kept. not_before and expires_at are milliseconds since 1970, UTC.
CREATE TABLE notification (
    notification_id TEXT   NOT NULL PRIMARY KEY,
    client          TEXT   NOT NULL,
    client_key      TEXT   NULL,
    digest          TEXT   NOT NULL,
    lane_key        TEXT   NOT NULL,
    priority        INTEGER NOT NULL,
    body            TEXT   NOT NULL,
    recipients      TEXT   NOT NULL,
    not_before      BIGINT NOT NULL,
    expires_at      BIGINT NULL,
    created_at      BIGINT NOT NULL,
    released_at     BIGINT NULL,
    trace           TEXT   NULL
);
CREATE UNIQUE INDEX notification_key ON notification (client, client_key) WHERE client_key IS NOT NULL;
CREATE INDEX notification_waiting ON notification (priority, not_before) WHERE released_at IS NULL;
CREATE INDEX notification_released ON notification (released_at) WHERE released_at IS NOT NULL;

-- Of a notification's rows: sequence is 0, as they have no place among the replies of a conversation, and body is empty.
ALTER TABLE outbox ADD COLUMN notification_id TEXT NULL;
ALTER TABLE outbox ADD COLUMN recipient TEXT NULL;
ALTER TABLE outbox ADD COLUMN expires_at BIGINT NULL;
CREATE INDEX outbox_notification ON outbox (notification_id) WHERE notification_id IS NOT NULL;
