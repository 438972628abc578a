package io.linecheck.model;

/** How a field's values are stored, filtered and rendered. */
public enum FieldType {
  KEYWORD,
  NUMBER,
  BOOLEAN,
  TIME
}
