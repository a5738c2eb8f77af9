-- The W3C traceparent under which a row was written: a message that waits, or whose process dies, stays in its trace.
ALTER TABLE mailbox ADD COLUMN trace TEXT NULL;
ALTER TABLE reply ADD COLUMN trace TEXT NULL;
