-- Files that tools gave the user while the turn ran, in order: a tool runs once, so what it made outlives the start that ran it. They become replies when the turn ends.
CREATE TABLE turn_file (
    turn_id  TEXT    NOT NULL,
    position INTEGER NOT NULL,
    content  TEXT    NOT NULL,
    PRIMARY KEY (turn_id, position)
);
