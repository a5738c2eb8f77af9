-- A blob is there when its row is, which is written last: chunks without one are what was broken off. The id holds the instant, so age is an order of ids.
CREATE TABLE blob (
    blob_id UUID NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL
);

CREATE TABLE chunk (
    blob_id UUID NOT NULL,
    number INTEGER NOT NULL,
    data BYTEA NOT NULL,
    PRIMARY KEY (blob_id, number)
);

-- Pictures and documents are compressed already.
ALTER TABLE chunk ALTER COLUMN data SET STORAGE EXTERNAL;
