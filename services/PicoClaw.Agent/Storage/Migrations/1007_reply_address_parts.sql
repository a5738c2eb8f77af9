-- The id of the turn's reply, made when the turn starts; null: not started yet, or by a version before.
ALTER TABLE turn ADD COLUMN reply_id TEXT NULL;

-- Where the conversation is and the newest way to answer there, as JSON, and when the message was sent that told them. Null in rows of a version before.
ALTER TABLE conversation ADD COLUMN address TEXT NULL;
ALTER TABLE conversation ADD COLUMN route TEXT NULL;
ALTER TABLE conversation ADD COLUMN heard_at BIGINT NULL;

-- The parts of an entry as JSON; null: the text is all of it.
ALTER TABLE history ADD COLUMN parts TEXT NULL;
