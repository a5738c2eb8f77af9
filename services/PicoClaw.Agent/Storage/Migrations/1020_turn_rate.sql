-- The turns of a person in the minute that began at window_at, over all conversations. told: 1 once the person heard that there were too many.
CREATE TABLE turn_rate (
    person    TEXT    NOT NULL PRIMARY KEY,
    window_at BIGINT  NOT NULL,
    turns     BIGINT  NOT NULL,
    told      INTEGER NOT NULL
);
CREATE INDEX turn_rate_window ON turn_rate (window_at);

-- When its people may ask again, for a turn that was too many and is answered without a model; null: it was not.
ALTER TABLE turn ADD COLUMN limited_until BIGINT NULL;
