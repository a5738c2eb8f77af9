-- An attachment's address that the agent waits for: its account's holder answers to reply_to, naming reply_id, and deletes the row. Rows live for seconds.
CREATE TABLE address_request (
    request_id TEXT NOT NULL PRIMARY KEY,
    lane_key TEXT NOT NULL,
    account TEXT NOT NULL,
    reference TEXT NOT NULL,
    reply_to TEXT NOT NULL,
    reply_id TEXT NOT NULL,
    asked_at BIGINT NOT NULL
);

CREATE INDEX address_request_lane ON address_request (lane_key, asked_at);
