-- A reply in the making that is shown on a card. state: made (a create was begun), delivered, streaming, final, plain (the reply comes as a message).
-- is_open: 1 until the platform has been told that the card is finished. place: as the channel wrote it. attempt and number: of the last frame.
CREATE TABLE card (
    reply_id TEXT   NOT NULL PRIMARY KEY,
    lane_key TEXT   NOT NULL,
    account  TEXT   NOT NULL,
    place    TEXT   NOT NULL,
    style    TEXT   NOT NULL,
    gap_ms   BIGINT NOT NULL,
    state    TEXT   NOT NULL,
    is_open  BIGINT NOT NULL,
    carrier  TEXT   NULL,
    attempt  BIGINT NOT NULL,
    number   BIGINT NOT NULL,
    made_at  BIGINT NOT NULL
);
CREATE INDEX card_lane ON card (lane_key, made_at);
CREATE INDEX card_open ON card (made_at) WHERE is_open = 1;
