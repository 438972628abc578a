-- What is kept beside telemetry: named documents, and who did what. Small tables, without indexes:
-- one connection writes them, one statement at a time.

-- version: from one sequence for all, so that no document ever has a version again.
CREATE SEQUENCE document_version;
CREATE TABLE document (
  collection VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  version BIGINT NOT NULL,
  json VARCHAR NOT NULL
);

-- seq: the order in which entries were appended. ts: epoch milliseconds, UTC.
-- detail: a JSON object of texts.
CREATE SEQUENCE audit_seq;
CREATE TABLE audit_entry (
  seq BIGINT NOT NULL,
  ts BIGINT NOT NULL,
  actor VARCHAR NOT NULL,
  action VARCHAR NOT NULL,
  target VARCHAR,
  outcome VARCHAR NOT NULL,
  address VARCHAR,
  detail VARCHAR NOT NULL
);
