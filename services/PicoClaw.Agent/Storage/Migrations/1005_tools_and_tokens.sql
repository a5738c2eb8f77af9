-- tools_started: 1 once a tool was about to run; such a turn is not begun again, for the tool would run twice.
ALTER TABLE turn ADD COLUMN tools_started INTEGER NOT NULL DEFAULT 0;

-- tokens: of the text, as the encoding of the model counted_for sees them; null: not counted yet.
ALTER TABLE history ADD COLUMN tokens BIGINT NULL;
ALTER TABLE history ADD COLUMN counted_for TEXT NULL;
