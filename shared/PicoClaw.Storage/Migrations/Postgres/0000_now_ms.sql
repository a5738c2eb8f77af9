-- The database's clock. VOLATILE, so that an update which waited for a row sees what time it is then; now() would still be the transaction's start.
CREATE FUNCTION now_ms() RETURNS BIGINT LANGUAGE sql VOLATILE AS 'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint';
