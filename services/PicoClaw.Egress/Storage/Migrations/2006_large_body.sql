-- The bodies of large replies, beside their rows (where body is then empty): a row is written before and after every call, and SQLite writes and reads all of a row each time.
CREATE TABLE large_body (
    delivery_id TEXT NOT NULL PRIMARY KEY REFERENCES outbox (delivery_id) ON DELETE CASCADE,
    body        TEXT NOT NULL
);
