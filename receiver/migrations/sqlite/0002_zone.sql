-- Autotask's zone of the key, with its API host; empty if the sender was not told it.
ALTER TABLE credentials ADD COLUMN source_zone TEXT NOT NULL DEFAULT '';
