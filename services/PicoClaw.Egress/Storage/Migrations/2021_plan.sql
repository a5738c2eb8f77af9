-- announces: the reply in the making that a note only announces; it is left out when that reply is shown or has come.
ALTER TABLE outbox ADD COLUMN announces TEXT;

-- The plan of cards spends what was left when a day began: that day, by the channel's calendar, and the calls of its month before.
ALTER TABLE api_month ADD COLUMN plan_day TEXT;
ALTER TABLE api_month ADD COLUMN plan_before BIGINT;
