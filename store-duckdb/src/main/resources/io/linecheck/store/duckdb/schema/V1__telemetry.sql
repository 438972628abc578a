-- What was written, and the order in which it came.
--
-- Times are epoch milliseconds, UTC. NULL is "not measured"; it is never zero.
-- stream: 0 audio_input (what the agent hears), 1 audio_output (what the customer hears).
-- Tables have no keys or indexes on purpose: one thread writes and recognises duplicates, rows come
-- in time order, and zone maps on ts and the ids prune scans.

-- A contact as heard by an agent (call_id), once for each set of attributes known of it (leg_id).
CREATE TABLE call_leg (
  leg_id INTEGER NOT NULL,
  call_id INTEGER NOT NULL,
  contact_id VARCHAR NOT NULL,
  agent VARCHAR NOT NULL,
  first_seen BIGINT NOT NULL,
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
  hierarchy_l5 VARCHAR
);

-- One direction of one call for one second.
CREATE TABLE sample (
  ts BIGINT NOT NULL,
  leg_id INTEGER NOT NULL,
  stream TINYINT NOT NULL,
  packets_lost DOUBLE,
  packets_count DOUBLE,
  audio_level DOUBLE,
  jitter_buffer_millis DOUBLE,
  round_trip_time_millis DOUBLE,
  jitter_millis DOUBLE,
  jitter_buffer_delay_millis DOUBLE,
  discarded_count DOUBLE,
  concealed_count DOUBLE,
  silent_concealed_count DOUBLE,
  played_count DOUBLE,
  concealment_event_count DOUBLE
);

-- The end of a call, as Connect reports it. report: the whole of it as JSON.
CREATE TABLE call_report (
  ts BIGINT NOT NULL,
  leg_id INTEGER NOT NULL,
  gum_time_millis DOUBLE,
  initialization_time_millis DOUBLE,
  ice_collection_time_millis DOUBLE,
  signalling_connect_time_millis DOUBLE,
  handshaking_time_millis DOUBLE,
  pre_talking_time_millis DOUBLE,
  talking_time_millis DOUBLE,
  cleanup_time_millis DOUBLE,
  first_rtp_time_millis DOUBLE,
  ice_restart_time_millis DOUBLE,
  skew_time_millis DOUBLE,
  gum_timeout_failure BOOLEAN,
  gum_other_failure BOOLEAN,
  create_offer_failure BOOLEAN,
  set_local_description_failure BOOLEAN,
  ice_collection_failure BOOLEAN,
  signalling_connection_failure BOOLEAN,
  user_busy_failure BOOLEAN,
  handshaking_failure BOOLEAN,
  invalid_remote_sdp_failure BOOLEAN,
  set_remote_description_failure BOOLEAN,
  no_remote_ice_candidate_failure BOOLEAN,
  call_start_time BIGINT,
  call_end_time BIGINT,
  ice_connections_lost DOUBLE,
  is_existing_persistent_peer_connection BOOLEAN,
  report VARCHAR
);

CREATE TABLE call_event (
  ts BIGINT NOT NULL,
  leg_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  data VARCHAR
);

CREATE TABLE api_metric (
  ts BIGINT NOT NULL,
  agent VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  time DOUBLE,
  http_status DOUBLE,
  failed BOOLEAN NOT NULL,
  error_type VARCHAR,
  long_poll BOOLEAN NOT NULL
);

-- Every batch in the order of its commit: answers repeated batches, tells derivation what is new.
-- leg_id is NULL where nothing of a call was added. from_ts, to_ts: first and last moment in it.
-- phases_changed: it brought mute, hold, connected or ended, which bear on the whole call.
CREATE TABLE ingest_batch (
  seq BIGINT NOT NULL,
  batch_id UUID,
  received_at BIGINT NOT NULL,
  leg_id INTEGER,
  from_ts BIGINT,
  to_ts BIGINT,
  phases_changed BOOLEAN NOT NULL,
  accepted INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  rejected VARCHAR
);
