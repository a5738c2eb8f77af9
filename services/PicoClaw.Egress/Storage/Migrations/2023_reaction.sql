-- A reaction on the message of who asked, while the reply is made. is_standing: 1 while people may see it. place: as the channel wrote it.
-- back_tries: how often it was tried to take it back.
CREATE TABLE reaction (
    reply_id    TEXT   NOT NULL PRIMARY KEY,
    lane_key    TEXT   NOT NULL,
    account     TEXT   NOT NULL,
    place       TEXT   NOT NULL,
    is_standing BIGINT NOT NULL,
    back_tries  BIGINT NOT NULL,
    made_at     BIGINT NOT NULL
);
CREATE INDEX reaction_standing ON reaction (lane_key, made_at) WHERE is_standing = 1;
CREATE INDEX reaction_made ON reaction (made_at);
