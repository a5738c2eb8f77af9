-- Messages that an intake could not take. The same one again is counted, not added. size: bytes of what came; body may be its beginning only.
CREATE TABLE malformed (
    malformed_id TEXT   NOT NULL PRIMARY KEY,
    intake       TEXT   NOT NULL,
    conversation TEXT   NULL,
    reason       TEXT   NOT NULL,
    body         TEXT   NOT NULL,
    size         BIGINT NOT NULL,
    arrivals     BIGINT NOT NULL,
    last_at      BIGINT NOT NULL
);
CREATE INDEX malformed_last ON malformed (last_at);
