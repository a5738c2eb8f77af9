-- What was fetched, by a digest of account and reference: a turn that starts again does not fetch it again. Kept as long as its blob.
CREATE TABLE attachment (
    attachment_key TEXT NOT NULL PRIMARY KEY,
    blob_id TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    fetched_at BIGINT NOT NULL
);

CREATE INDEX attachment_fetched ON attachment (fetched_at);
