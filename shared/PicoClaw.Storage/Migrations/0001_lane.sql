-- One row per thing that must happen one at a time. now_ms() is the database's clock.
CREATE TABLE lane (
    lane_key      TEXT    NOT NULL PRIMARY KEY,
    lane_id       TEXT    NOT NULL,
    next_position BIGINT  NOT NULL,
    version       BIGINT  NOT NULL,
    has_work      INTEGER NOT NULL,
    owner         TEXT    NULL,
    token         BIGINT  NOT NULL,
    lease_until   BIGINT  NOT NULL
);
CREATE INDEX lane_with_work ON lane (lease_until) WHERE has_work = 1;
