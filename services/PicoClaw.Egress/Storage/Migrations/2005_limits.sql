-- month: what the call counts in; NULL once DingTalk refused it uncounted. webhook is from now on what the replies are counted together by.
ALTER TABLE call ADD COLUMN month TEXT NULL;

-- webhooks: the calls of DingTalk's second meter that this service makes. exhausted_at: when DingTalk last said that no API call is left.
ALTER TABLE api_month ADD COLUMN webhooks BIGINT NOT NULL DEFAULT 0;
ALTER TABLE api_month ADD COLUMN exhausted_at BIGINT NULL;
