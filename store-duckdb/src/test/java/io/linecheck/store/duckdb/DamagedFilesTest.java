package io.linecheck.store.duckdb;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StoreException;
import io.linecheck.testkit.Telemetry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store that lacks what it acknowledged says so, changes nothing, and opens for whoever agrees.
 */
class DamagedFilesTest {
  private static final String DATABASE = "linecheck.duckdb";
  private static final String LOG = "linecheck.duckdb.wal";
  private static final TimeRange DAY =
      new TimeRange(Telemetry.T0, Telemetry.T0.plus(Duration.ofDays(1)));

  /** Batches and changes that were acknowledged, all of them in the log alone. */
  private static final int BATCHES = 8;

  private static final int CHANGES = 2;

  @TempDir static Path killed = Path.of("");

  /** What a process that was killed left behind. */
  @TempDir Path home = Path.of("");

  @TempDir Path other = Path.of("");

  @BeforeAll
  static void leaveFiles(@TempDir Path running) throws IOException {
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(running))) {
      for (int batch = 0; batch < BATCHES; batch++) {
        store.write(batch(batch).batch());
        if (batch % 4 == 3) {
          store.documents().put("users", "user " + batch, "{}", 0);
        }
      }
      for (String file : List.of(DATABASE, LOG, CommitMark.FILE)) {
        Files.copy(running.resolve(file), killed.resolve(file));
      }
    }
  }

  @BeforeEach
  void copyFiles() throws IOException {
    for (String file : List.of(DATABASE, LOG, CommitMark.FILE)) {
      Files.copy(killed.resolve(file), home.resolve(file));
    }
  }

  @Test
  void whatWasKilledOpensWithAllOfIt() {
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      assertThat(contacts(store)).hasSize(BATCHES);
      assertThat(store.documents().list("users")).hasSize(CHANGES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "emptied", "removed", "flipped"})
  void aLogThatLostAcknowledgedBatchesIsNotTakenForWhole(String harm) throws IOException {
    Path log = home.resolve(LOG);
    switch (harm) {
      case "cut" -> cut(log, Files.size(log) / 2);
      case "emptied" -> cut(log, 0);
      case "removed" -> Files.delete(log);
      default -> flip(log, Files.size(log) / 2);
    }
    Map<String, byte[]> before = files();

    assertRefused(
        home.resolve(DATABASE).toString(), "restore a backup", "start once with --accept-loss=8-2");

    assertThat(files()).containsAllEntriesOf(nonEmpty(before));
  }

  @Test
  void changesOfAccountsAreMissedToo() throws IOException {
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      store.documents().delete("users", "user 3");
      Files.copy(home.resolve(DATABASE), other.resolve(DATABASE));
      Files.copy(home.resolve(CommitMark.FILE), other.resolve(CommitMark.FILE));
      assertThatThrownBy(() -> DuckDbStore.open(TestConfig.of(other)))
          .hasMessageContaining("lacks 1 change of accounts, settings or the audit log that were");
    }
  }

  @Test
  void whoAcceptsTheNamedLossGoesOnWithTheRest() throws IOException {
    cut(home.resolve(LOG), Files.size(home.resolve(LOG)) / 2);
    assertThatThrownBy(() -> DuckDbStore.open(accepting("7-2")))
        .hasMessageContaining("--accept-loss=8-2");

    int left;
    try (DuckDbStore store = DuckDbStore.open(accepting("8-2"))) {
      left = contacts(store).size();
      assertThat(left).isBetween(1, BATCHES - 1);
      assertThat(store.health().activity().losses())
          .singleElement()
          .satisfies(loss -> {
            assertThat(loss.batches()).isEqualTo(BATCHES - left);
            assertThat(loss.reason()).contains("of telemetry", "that were acknowledged");
          });
      store.write(batch(20).batch());
    }
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      assertThat(contacts(store)).hasSize(left + 1);
      assertThat(store.health().activity().losses()).hasSize(1);
    }
  }

  @Test
  void aLogThatCannotBeReadIsUsedAsFarAsItGoes() throws IOException {
    flip(home.resolve(LOG), Files.size(home.resolve(LOG)) - 40);
    assertRefused(home.resolve(LOG) + " is damaged", "--accept-loss=8-2");

    try (DuckDbStore store = DuckDbStore.open(accepting("8-2"))) {
      assertThat(contacts(store)).hasSizeBetween(BATCHES - 1, BATCHES);
    }
    assertThat(home).isDirectoryContaining("glob:**.wal.damaged-*");
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 5000, 9000})
  void aDatabaseWithAFlippedBitIsCalledDamaged(long position) throws IOException {
    flip(home.resolve(DATABASE), position);
    Map<String, byte[]> before = files();
    assertRefused(home.resolve(DATABASE) + " is damaged", "restore a backup");
    assertThat(files()).containsAllEntriesOf(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"half", "everything"})
  void aDatabaseThatWasCutIsCalledDamaged(String missing) throws IOException {
    Path database = home.resolve(DATABASE);
    cut(database, missing.equals("half") ? Files.size(database) / 2 : 0);
    assertRefused(database + " is damaged", "restore a backup");
  }

  @Test
  void aDatabaseThatIsGoneIsMissed() throws IOException {
    Files.delete(home.resolve(DATABASE));
    Files.delete(home.resolve(LOG));
    assertRefused("lacks 8 batches of telemetry and 2 changes of accounts");
  }

  @Test
  void aFlippedBitAmongTheRowsIsSaidWhenTheyAreRead() throws IOException {
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      for (int second = 0; second < 3000; second += 100) {
        store.write(
            Telemetry.of("long", "jane")
                .seconds(AUDIO_INPUT, at(20_000 + second), 100, received(second))
                .batch());
      }
    }
    Path database = home.resolve(DATABASE);
    for (long block = 12_288 + 100; block < Files.size(database); block += 262_144) {
      flip(database, block + 131_072);
      String said = whatIsSaid();
      if (said != null) {
        assertThat(said).contains(database + " is damaged", "restore a backup");
        return;
      }
      flip(database, block + 131_072);
    }
    throw new AssertionError("no block holds rows");
  }

  @Test
  void aMarkThatIsDamagedOrAbsentAccusesNobody() throws IOException {
    Path mark = home.resolve(CommitMark.FILE);
    flip(mark, 9);
    DuckDbStore.open(TestConfig.of(home)).close();
    Files.write(mark, new byte[] {1, 2, 3});
    DuckDbStore.open(TestConfig.of(home)).close();
    Files.delete(mark);
    DuckDbStore.open(TestConfig.of(home)).close();
    assertThat(CommitMark.read(home))
        .isEqualTo(new CommitMark.Marked(new CommitPosition(BATCHES, CHANGES)));
  }

  @Test
  void whoDiesBetweenCommitAndMarkLostNothing() throws IOException {
    CommitMark.begin(home, new CommitPosition(BATCHES - 1, CHANGES - 1)).close();
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      assertThat(contacts(store)).hasSize(BATCHES);
    }
    assertThat(CommitMark.read(home))
        .isEqualTo(new CommitMark.Marked(new CommitPosition(BATCHES, CHANGES)));
  }

  @Test
  void theMarkIsMovedBeforeTheBatchIsAcknowledged() {
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      for (int batch = 10; batch < 15; batch++) {
        store.write(batch(batch).batch());
        assertThat(CommitMark.read(home))
            .isEqualTo(new CommitMark.Marked(new CommitPosition(batch - 1, CHANGES)));
      }
    }
  }

  /** The numbers of a failed group are used up: the mark must not count them. */
  @Test
  void theMarkDoesNotMoveForWhatWasNotStored() {
    Telemetry repeated = batch(10).id(new UUID(0x4000, 10));
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      store.write(repeated.batch());
      CommitMark.Found stored = CommitMark.read(home);
      assertThatThrownBy(() -> store.write(batch(11).receivedAt(Instant.MAX).batch()))
          .isInstanceOf(RuntimeException.class);

      assertThat(store.write(repeated.batch()).repeated()).isTrue();

      assertThat(CommitMark.read(home)).isEqualTo(stored);
      store.write(batch(12).batch());
    }
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      assertThat(contacts(store)).hasSize(BATCHES + 2);
    }
  }

  /** Null if everything was answered. */
  private @Nullable String whatIsSaid() {
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      try {
        contacts(store);
        return null;
      } catch (StoreException e) {
        assertThat(store.health().detail()).isEqualTo(e.getMessage());
        return e.getMessage();
      }
    } catch (StoreException e) {
      return e.getMessage();
    }
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(() -> DuckDbStore.open(TestConfig.of(home)))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll(words)
        .extracting("kind")
        .isEqualTo(StoreException.Cause.BROKEN);
  }

  private DuckDbConfig accepting(String loss) {
    return TestConfig.of(home).acceptingLoss(Optional.of(loss));
  }

  private static Telemetry batch(int number) {
    return Telemetry.of("contact " + number, "jane")
        .seconds(AUDIO_INPUT, at(60 * number), 30, received(49));
  }

  private static Set<Object> contacts(DuckDbStore store) {
    Set<Object> contacts = new HashSet<>();
    store
        .search(
            new SearchQuestion(
                Dataset.SAMPLES, DAY, Filter.EVERYTHING, "timestamp", false, 1_000_000, null))
        .documents()
        .forEach(sample -> contacts.add(sample.get("contactId")));
    return contacts;
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    for (String name : List.of(DATABASE, LOG, CommitMark.FILE)) {
      if (Files.exists(home.resolve(name))) {
        files.put(name, Files.readAllBytes(home.resolve(name)));
      }
    }
    return files;
  }

  /** DuckDB removes a log that is empty. */
  private static Map<String, byte[]> nonEmpty(Map<String, byte[]> files) {
    Map<String, byte[]> left = new HashMap<>(files);
    left.values().removeIf(bytes -> bytes.length == 0);
    return left;
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(bytes);
    }
  }

  private static void flip(Path file, long position) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(position);
      int value = open.read();
      open.seek(position);
      open.write(value ^ 0x10);
    }
  }
}
