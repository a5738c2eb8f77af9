-- The W3C traceparent under which the reply arrived: a reply that waits, or whose process dies, stays in its trace.
ALTER TABLE outbox ADD COLUMN trace TEXT NULL;
