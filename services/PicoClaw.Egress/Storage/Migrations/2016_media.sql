-- Files that a platform was given: their ids do not expire there, so the same bytes are uploaded once for an app. kind: as the channel says.
CREATE TABLE media (
    app         TEXT   NOT NULL,
    kind        TEXT   NOT NULL,
    sha256      TEXT   NOT NULL,
    media_id    TEXT   NOT NULL,
    uploaded_at BIGINT NOT NULL,
    PRIMARY KEY (app, kind, sha256)
);
CREATE INDEX media_uploaded ON media (uploaded_at);
