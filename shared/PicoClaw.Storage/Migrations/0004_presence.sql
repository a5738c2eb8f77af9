-- What its holder shows, while it lives, that it lives by; NULL: the lane has no holder, or one that is known by its lease alone.
ALTER TABLE lane ADD COLUMN presence BIGINT NULL;
