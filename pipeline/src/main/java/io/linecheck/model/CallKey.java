package io.linecheck.model;

/**
 * Identity of a call: one contact as heard by one agent. A transferred contact has one call for
 * each agent who spoke on it.
 */
public record CallKey(String contactId, String agent) {}
