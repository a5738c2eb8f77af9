-- A replica shares the lock of its presence for as long as a session of it lives; the server frees it at once when that session ends.
CREATE FUNCTION hold_presence(presence BIGINT) RETURNS TEXT LANGUAGE sql VOLATILE
AS 'SELECT pg_advisory_lock_shared(presence)::text';

-- True when no session has it. Until the transaction ends, none can get it again.
CREATE FUNCTION is_gone(presence BIGINT) RETURNS BOOLEAN LANGUAGE sql VOLATILE
AS 'SELECT pg_try_advisory_xact_lock(presence)';
