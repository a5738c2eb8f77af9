-- A holder's commit shares the lane's fence, a claim takes it alone. The fence is a lock of its own: the lane's row stays free for intake and
-- renewals, commits of one holder do not wait for each other, and a waiting claim lets no new commit pass it.
CREATE FUNCTION share_fence(lane_key TEXT) RETURNS TEXT LANGUAGE sql VOLATILE
AS 'SELECT pg_advisory_xact_lock_shared(hashtextextended(current_schema() || '' '' || lane_key, 0))::text';

CREATE FUNCTION take_fence(lane_key TEXT) RETURNS TEXT LANGUAGE sql VOLATILE
AS 'SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '' '' || lane_key, 0))::text';

-- Undoes the transaction unless the condition is so.
CREATE FUNCTION require(is_so BOOLEAN, requirement TEXT) RETURNS TEXT LANGUAGE plpgsql VOLATILE
AS 'BEGIN
    IF is_so THEN RETURN NULL; END IF;
    RAISE EXCEPTION USING ERRCODE = ''PC001'', MESSAGE = ''require: '' || requirement;
END';
