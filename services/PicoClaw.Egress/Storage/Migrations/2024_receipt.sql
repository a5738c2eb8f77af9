-- The platform's name for what the last call of a row sent; a webhook has none.
ALTER TABLE outbox ADD COLUMN delivery_key TEXT NULL;

-- Who has read what a key names. asked_at: somebody waits for it, and the account's holder asks the platform; answer, JSON, is then kept until
-- kept_until, for keep_ms when it counts. recipient: as in outbox, one of those who share the key. sent_at: when the message was sent.
CREATE TABLE receipt (
    lane_key     TEXT   NOT NULL,
    delivery_key TEXT   NOT NULL,
    recipient    TEXT   NOT NULL,
    sent_at      BIGINT NOT NULL,
    keep_ms      BIGINT NOT NULL,
    asked_at     BIGINT NULL,
    kept_until   BIGINT NOT NULL,
    answer       TEXT   NULL,
    PRIMARY KEY (lane_key, delivery_key)
);
CREATE INDEX receipt_asked ON receipt (lane_key, asked_at) WHERE asked_at IS NOT NULL;
CREATE INDEX receipt_kept ON receipt (kept_until);
