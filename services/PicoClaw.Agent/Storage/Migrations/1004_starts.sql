-- Starts (by their number in turn.attempts) that ended with the store, the lease or a stop of the process and say nothing against the turn's messages: they are not counted.
CREATE TABLE lost_start (
    turn_id TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    PRIMARY KEY (turn_id, number)
);
