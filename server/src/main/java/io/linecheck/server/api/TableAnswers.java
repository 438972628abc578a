package io.linecheck.server.api;

import io.linecheck.server.attributes.Application;
import io.linecheck.server.attributes.AttributeTables;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers about tables of networks and agents. */
public final class TableAnswers {
  private TableAnswers() {}

  /**
   * What is in force.
   *
   * @param networks absent where none was uploaded
   * @param application the latest walk through stored calls; absent where there was none
   */
  public record Tables(
      @Nullable Table networks, @Nullable Table agents, @Nullable Walk application) {}

  /** A table without its rows. */
  public record Table(long version, int rows, long uploadedAt, String uploadedBy) {}

  /** How far stored calls have been given what the tables say. */
  public record Walk(
      String state,
      long startedAt,
      String startedBy,
      @Nullable Long endedAt,
      long position,
      long end,
      long calls,
      long changed,
      @Nullable String problem) {}

  public static Tables of(AttributeTables.Status status) {
    return new Tables(
        status.networks() == null ? null : of(status.networks()),
        status.agents() == null ? null : of(status.agents()),
        status.application() == null ? null : of(status.application()));
  }

  public static Table of(AttributeTables.Table table) {
    return new Table(
        table.version(), table.rows(), table.uploadedAt().toEpochMilli(), table.uploadedBy());
  }

  private static Walk of(Application walk) {
    Instant ended = walk.endedAt();
    return new Walk(
        walk.state().word(),
        walk.startedAt().toEpochMilli(),
        walk.startedBy(),
        ended == null ? null : ended.toEpochMilli(),
        walk.position(),
        walk.end(),
        walk.calls(),
        walk.changed(),
        walk.problem());
  }
}
