-- Attributes that uploaded tables give, and what the page itself had told of them.

ALTER TABLE call_leg ADD COLUMN team VARCHAR;
ALTER TABLE call_leg ADD COLUMN location VARCHAR;
ALTER TABLE call_leg ADD COLUMN building VARCHAR;
ALTER TABLE call_leg ADD COLUMN network_type VARCHAR;
ALTER TABLE call_leg ADD COLUMN vpn VARCHAR;

-- sent_<column>: as the page told it. Before there were tables, that is what <column> holds.
ALTER TABLE call_leg ADD COLUMN sent_site VARCHAR;
ALTER TABLE call_leg ADD COLUMN sent_hierarchy_l1 VARCHAR;
ALTER TABLE call_leg ADD COLUMN sent_hierarchy_l2 VARCHAR;
ALTER TABLE call_leg ADD COLUMN sent_hierarchy_l3 VARCHAR;
ALTER TABLE call_leg ADD COLUMN sent_hierarchy_l4 VARCHAR;
ALTER TABLE call_leg ADD COLUMN sent_hierarchy_l5 VARCHAR;
UPDATE call_leg SET
  sent_site = site,
  sent_hierarchy_l1 = hierarchy_l1,
  sent_hierarchy_l2 = hierarchy_l2,
  sent_hierarchy_l3 = hierarchy_l3,
  sent_hierarchy_l4 = hierarchy_l4,
  sent_hierarchy_l5 = hierarchy_l5;

-- One contact as heard by one agent, with the latest value known of each attribute. Made anew, so
-- that its attributes stand together and in the order of call_leg's.
CREATE TABLE call_v5 (
  call_id INTEGER NOT NULL,
  ts BIGINT NOT NULL,
  contact_id VARCHAR NOT NULL,
  agent VARCHAR NOT NULL,
  contact_queue VARCHAR,
  contact_queue_arn VARCHAR,
  agent_routing_profile VARCHAR,
  agent_arn VARCHAR,
  instance_id VARCHAR,
  region VARCHAR,
  initial_contact_id VARCHAR,
  initiation_method VARCHAR,
  contact_subtype VARCHAR,
  agent_private_ip VARCHAR,
  agent_public_ip VARCHAR,
  signaling_endpoint VARCHAR,
  ice_servers VARCHAR,
  turn_host VARCHAR,
  media_region VARCHAR,
  agent_browser_name VARCHAR,
  agent_browserversion VARCHAR,
  os VARCHAR,
  numberof_cpu DOUBLE,
  local_device_memory_limit DOUBLE,
  codec VARCHAR,
  relay_protocol VARCHAR,
  microphone VARCHAR,
  speaker VARCHAR,
  source VARCHAR,
  collector_version VARCHAR,
  streams_version VARCHAR,
  rtc_js_version VARCHAR,
  origin VARCHAR,
  site VARCHAR,
  agent_asn DOUBLE,
  agent_isp VARCHAR,
  agent_country VARCHAR,
  hierarchy_l1 VARCHAR,
  hierarchy_l2 VARCHAR,
  hierarchy_l3 VARCHAR,
  hierarchy_l4 VARCHAR,
  hierarchy_l5 VARCHAR,
  team VARCHAR,
  location VARCHAR,
  building VARCHAR,
  network_type VARCHAR,
  vpn VARCHAR,
  end_timestamp BIGINT NOT NULL,
  duration_seconds DOUBLE NOT NULL,
  ended BOOLEAN NOT NULL,
  quality VARCHAR NOT NULL,
  r_factor DOUBLE,
  mos_cqe DOUBLE,
  agent_hears_mos_cqe DOUBLE,
  customer_hears_mos_cqe DOUBLE,
  mos_cqe_p10 DOUBLE,
  worst30s_mos_cqe DOUBLE,
  poor_seconds_percent DOUBLE,
  agent_hears_loss_percent DOUBLE,
  customer_hears_loss_percent DOUBLE,
  jitter_millis DOUBLE,
  round_trip_time_millis DOUBLE,
  max_round_trip_time_millis DOUBLE,
  sample_count DOUBLE,
  muted_seconds DOUBLE,
  hold_seconds DOUBLE,
  reported BOOLEAN NOT NULL,
  setup_failed BOOLEAN,
  setup_failure VARCHAR,
  talking_time_millis DOUBLE
);
INSERT INTO call_v5 BY NAME SELECT * FROM call;
DROP TABLE call;
ALTER TABLE call_v5 RENAME TO call;
