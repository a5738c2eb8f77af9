CREATE INDEX lane_owner ON lane (owner);
