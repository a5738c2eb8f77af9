-- lease_ms: how long the lease is; until its next claim or renewal the longest that may be configured.
-- failures: how often in a row work in the lane failed; failing_since: since when.
ALTER TABLE lane ADD COLUMN lease_ms      BIGINT  NOT NULL DEFAULT 3600000;
ALTER TABLE lane ADD COLUMN failures      INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lane ADD COLUMN failing_since BIGINT  NULL;
CREATE INDEX lane_failing ON lane (failing_since) WHERE failing_since IS NOT NULL;
