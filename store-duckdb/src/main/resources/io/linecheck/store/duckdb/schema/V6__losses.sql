-- What tells whether a file has everything that was acknowledged, and what it was opened without.

-- direct_seq: number of the last change of a document or of the audit log.
INSERT INTO meta VALUES ('direct_seq', 0);

-- What was acknowledged and is gone, each time somebody accepted that. accepted_at: epoch
-- milliseconds, UTC. batches: of telemetry; changes: of documents and the audit log.
CREATE TABLE accepted_loss (
  accepted_at BIGINT NOT NULL,
  batches BIGINT NOT NULL,
  changes BIGINT NOT NULL,
  reason VARCHAR NOT NULL
);
