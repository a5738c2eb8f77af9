-- What the platform calls the message that the reply was shown in, as a digest with its conversation; null: it gave no name, or the reply is not delivered
-- yet. Merged replies share one.
ALTER TABLE reply ADD COLUMN delivery_key TEXT NULL;
CREATE INDEX reply_of_delivery ON reply (delivery_key) WHERE delivery_key IS NOT NULL;
