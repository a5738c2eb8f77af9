-- announces: the reply in the making that a note only announces; it is left out when that reply is shown or has come.
ALTER TABLE outbox ADD COLUMN announces TEXT;
