-- model: what /model chose; null: the default.
ALTER TABLE conversation ADD COLUMN model TEXT NULL;
ALTER TABLE conversation ADD COLUMN summary TEXT NULL;
ALTER TABLE conversation ADD COLUMN summarized_at BIGINT NULL;
CREATE INDEX conversation_summarized ON conversation (summarized_at);

-- told: 0 keeps from the model what broke it.
ALTER TABLE history ADD COLUMN said_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE history ADD COLUMN told INTEGER NOT NULL DEFAULT 1;
UPDATE history SET said_at = COALESCE((SELECT created_at FROM turn WHERE turn.turn_id = history.turn_id), 0);
CREATE INDEX history_said ON history (said_at);

-- What models were asked for; no turn: a summary. Cost is in billionths of the currency that the prices are in.
CREATE TABLE model_usage (
    usage_id      TEXT   NOT NULL PRIMARY KEY,
    lane_key      TEXT   NOT NULL,
    turn_id       TEXT   NULL,
    model         TEXT   NOT NULL,
    input_tokens  BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    latency_ms    BIGINT NOT NULL,
    cost_nanos    BIGINT NULL,
    used_at       BIGINT NOT NULL
);
CREATE INDEX model_usage_of_lane ON model_usage (lane_key);
CREATE INDEX model_usage_used ON model_usage (used_at);
