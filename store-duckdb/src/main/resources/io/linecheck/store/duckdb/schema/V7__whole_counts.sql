-- Counts of an interval are whole: half the bytes in the write-ahead log, which is what a commit costs.
-- A value that is none was never measured by a browser.

ALTER TABLE sample ALTER COLUMN packets_lost TYPE INTEGER USING try_cast(packets_lost AS INTEGER);
ALTER TABLE sample ALTER COLUMN packets_count TYPE INTEGER USING try_cast(packets_count AS INTEGER);
ALTER TABLE sample ALTER COLUMN discarded_count TYPE INTEGER USING try_cast(discarded_count AS INTEGER);
ALTER TABLE sample ALTER COLUMN concealed_count TYPE INTEGER USING try_cast(concealed_count AS INTEGER);
ALTER TABLE sample ALTER COLUMN silent_concealed_count TYPE INTEGER USING try_cast(silent_concealed_count AS INTEGER);
ALTER TABLE sample ALTER COLUMN played_count TYPE INTEGER USING try_cast(played_count AS INTEGER);
ALTER TABLE sample ALTER COLUMN concealment_event_count TYPE INTEGER USING try_cast(concealment_event_count AS INTEGER);
