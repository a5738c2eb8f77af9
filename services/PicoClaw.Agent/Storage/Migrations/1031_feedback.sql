-- pressed: 1: a button of a reply says it as the person who pressed. finding: what a control command found when it was taken in; null: nothing to tell.
ALTER TABLE mailbox ADD COLUMN pressed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mailbox ADD COLUMN finding TEXT NULL;

-- Commands name a reply by the first digits of its id.
CREATE INDEX turn_of_reply ON turn (substr(reply_id, 1, 8));

-- What people think of an answer: one row for each of them, with what they said last. account: with its channel. person: the person's key. verdict: up or down.
CREATE TABLE feedback (
    turn_id  TEXT   NOT NULL,
    person   TEXT   NOT NULL,
    lane_key TEXT   NOT NULL,
    account  TEXT   NOT NULL,
    verdict  TEXT   NOT NULL,
    reason   TEXT   NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (turn_id, person)
);
CREATE INDEX feedback_of_account ON feedback (account, given_at);
CREATE INDEX feedback_of_lane ON feedback (lane_key, given_at);

-- Presses that left no message: one that comes again must not undo a later one.
CREATE TABLE feedback_press (
    press_id TEXT NOT NULL PRIMARY KEY,
    turn_id  TEXT NOT NULL
);
CREATE INDEX feedback_press_of_turn ON feedback_press (turn_id);
