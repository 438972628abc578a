-- Agents whose older calls name nobody any more, as long as newer ones still do: so that the calls
-- which follow get the same number.
CREATE SEQUENCE person_number;
CREATE TABLE person (
  agent VARCHAR NOT NULL,
  number BIGINT NOT NULL
);

-- addresses_until: reports and events of calls first heard of before it have short addresses.
INSERT INTO meta VALUES ('addresses_until', 0);
