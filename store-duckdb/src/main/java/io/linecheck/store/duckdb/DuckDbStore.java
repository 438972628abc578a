package io.linecheck.store.duckdb;

import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.StreamType;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.AuditLog;
import io.linecheck.store.BadQuestion;
import io.linecheck.store.CallHistory;
import io.linecheck.store.ClusterActivity;
import io.linecheck.store.DocumentStore;
import io.linecheck.store.PersonalData;
import io.linecheck.store.QuestionCheck;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.SizeCut;
import io.linecheck.store.StoreActivity;
import io.linecheck.store.StoreActivity.AcceptedLoss;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoreHealth;
import io.linecheck.store.StoredAttributes;
import io.linecheck.store.StoredBatches;
import io.linecheck.store.StreamTail;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.Trouble;
import io.linecheck.store.WriteReceipt;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;

/** The embedded store: telemetry in one DuckDB file. See the package's description. */
public final class DuckDbStore implements TelemetryStore {
  private final DataDirectory directory;
  private final Database database;
  private final CommitMark mark;
  private final List<AcceptedLoss> losses;
  private final Readers readers;

  /** For what ingest and operators must know while people ask expensive questions. */
  private final Readers ownReaders;

  private final WriteActivity activity;
  private final String engine;
  private final GroupCommit writer;
  private final Deriver deriver;
  private final Retention retention;
  private final DirectWrites direct;
  private final DocumentStore documents;
  private final AuditLog audit;
  private final PersonalData personalData;
  private final StoredAttributes attributes;
  private final StoredBatches batches;
  private final Lock maintenance = new ReentrantLock();
  private final CallIndex index;
  private final CallStates states;
  private final Clock clock;

  /**
   * Opens the store in a directory, creating what is missing.
   *
   * @throws StoreException {@code UNAVAILABLE} if the directory is in use or cannot be used, or if
   *     a newer version wrote it; {@code BROKEN} if it is damaged or lacks what was acknowledged
   */
  public static DuckDbStore open(DuckDbConfig config) {
    DataDirectory directory = DataDirectory.hold(config.directory());
    Database database = null;
    CommitMark mark = null;
    try {
      database =
          Database.open(directory.database(), config.resources(), lossCheck(config, directory));
      mark = CommitMark.begin(config.directory(), database.position());
      return new DuckDbStore(config, directory, database, mark);
    } catch (SQLException | RuntimeException e) {
      if (mark != null) {
        mark.close();
      }
      if (database != null) {
        database.close();
      }
      directory.close();
      if (e instanceof RuntimeException given) {
        throw given;
      }
      throw new StoreException(
          StoreException.Cause.BROKEN, "the database cannot be read: " + e.getMessage(), e);
    }
  }

  private DuckDbStore(
      DuckDbConfig config, DataDirectory directory, Database database, CommitMark mark)
      throws SQLException {
    this.directory = directory;
    this.database = database;
    this.mark = mark;
    this.clock = config.clock();
    this.readers = new Readers(database, config.querying());
    this.ownReaders = new Readers(database, config.querying());

    DuckDBConnection writing = database.connect();
    StoredCalls stored = new StoredCalls(writing);
    this.index = stored.index();
    this.states = new CallStates(config.writing().cachedTimestamps());
    StoredCalls.Last last = stored.last();
    BatchPlanner planner = new BatchPlanner(stored, index, states, last.callId(), last.legId());

    DuckDBConnection deriving = database.connect();
    this.deriver =
        new Deriver(
            deriving, Meta.read(deriving, Meta.DERIVED_SEQ), last.seq(), config.deriving(), clock);
    this.activity = new WriteActivity(clock, directory::walBytes);
    this.engine = "DuckDB " + writing.getMetaData().getDatabaseProductVersion();
    this.writer =
        new GroupCommit(writing, planner, last.seq(), config.writing(), activity, this::committed);
    this.losses = LossCheck.recorded(writing);
    this.retention = new Retention(database, writer, deriver);

    this.personalData = new DuckDbPersonalData(database, writer, deriver, maintenance);
    this.attributes = new DuckDbAttributes(database, deriver, maintenance);

    this.batches = new DuckDbBatches(ownReaders);
    this.direct = new DirectWrites(database.connect(), mark);
    this.documents = new DuckDbDocuments(ownReaders, direct);
    this.audit = new DuckDbAuditLog(ownReaders, direct);
    writer.start();
    deriver.start();
  }

  private static LossCheck lossCheck(DuckDbConfig config, DataDirectory directory) {
    return new LossCheck(
        directory.database(),
        CommitMark.read(config.directory()),
        config.acceptedLoss(),
        config.clock());
  }

  /** Rows that are visible are derived, whether or not they are acknowledged. */
  private void committed(long lastSeq, long atMillis) {
    deriver.committed(lastSeq, atMillis);
    mark.batches(lastSeq);
  }

  @Override
  public WriteReceipt write(TelemetryBatch batch) {
    return writer.write(batch);
  }

  @Override
  public AggregateAnswer aggregate(AggregateQuestion question) {
    QuestionCheck.check(question);
    Relation relation = new Relation(question.dataset(), clock.millis());
    Source source =
        RollUpSource.answers(question) ? new RollUpSource(relation) : new RowSource(relation);
    AggregateSql sql = new AggregateSql(question, source);
    Sql statement = sql.statement();
    return readers.answer(session -> session.ask(statement, sql::read));
  }

  @Override
  public SearchAnswer search(SearchQuestion question) {
    QuestionCheck.check(question);
    SearchSql sql = new SearchSql(question, new Relation(question.dataset(), clock.millis()));
    Sql page = sql.page();
    return readers.answer(session -> {
      long total = session.ask(sql.total(), DuckDbStore::count);
      return session.ask(page, rows -> sql.read(rows, total));
    });
  }

  @Override
  public List<FacetValue> facets(FacetQuestion question) {
    QuestionCheck.check(question);
    FacetSql sql = new FacetSql(question, new Relation(question.dataset(), clock.millis()));
    return readers.answer(session -> session.ask(sql.statement(), sql::read));
  }

  @Override
  public Optional<CallDetail> call(String contactId) {
    return readers.answer(session -> new CallDetails(session, clock.millis()).find(contactId));
  }

  @Override
  public Map<StreamType, StreamTail> tails(CallKey call) {
    CallState state = states.get(call);
    if (state != null) {
      return state.tails();
    }
    int callId = index.find(call);
    return callId == CallIndex.UNKNOWN
        ? Map.of()
        : ownReaders.answer(session -> new StoredCalls(session.connection()).tails(call, callId));
  }

  @Override
  public StoreHealth health() {
    String broken = writer.broken();
    String trouble = deriver.trouble();
    String detail = "ok";
    String damage = database.damage();
    if (broken != null) {
      detail = broken;
    } else if (damage != null) {
      detail = damage;
    } else if (trouble != null) {
      detail = "telemetry is taken, but windows and calls lag behind: " + trouble;
    }
    return new StoreHealth(
        broken == null,
        detail,
        rows(),
        directory.bytes(),
        writer.queued(),
        deriver.lagMillis(),
        activity());
  }

  /** A file stands on a disk alone, which its own process can look at. */
  @Override
  public List<Trouble> troubles() {
    return List.of();
  }

  /** None if the database does not answer any more: the rest is then all the more asked for. */
  private Map<Dataset, Long> rows() {
    try {
      return ownReaders.answer(DuckDbStore::rowCounts);
    } catch (StoreException e) {
      return Map.of();
    }
  }

  private StoreActivity activity() {
    return new StoreActivity(
        engine,
        Schema.version(),
        activity.commits(),
        activity.lastCheckpoint(),
        activity.failure(),
        directory.otherRefusedAt(),
        losses);
  }

  @Override
  public Optional<ClusterActivity> cluster() {
    return Optional.empty();
  }

  @Override
  public DocumentStore documents() {
    return documents;
  }

  @Override
  public AuditLog audit() {
    return audit;
  }

  @Override
  public PersonalData personalData() {
    return personalData;
  }

  @Override
  public void backup(Path file) {
    new Backup(database).to(file);
  }

  @Override
  public StoredAttributes attributes() {
    return attributes;
  }

  @Override
  public StoredBatches batches() {
    return batches;
  }

  @Override
  public CallHistory history() {
    throw BadQuestion.of("the embedded store is copied from, and takes nothing over");
  }

  @Override
  public void toParquet(Path ndjson, List<Field> fields, Path parquet) throws IOException {
    ParquetFile.ofNdjson(ndjson, fields, parquet);
  }

  @Override
  public Optional<SizeCut> applyRetention(RetentionPolicy policy) {
    maintenance.lock();
    try {
      return retention.apply(policy);
    } finally {
      maintenance.unlock();
    }
  }

  @Override
  public void close() {
    writer.close();
    deriver.close();
    direct.close();
    readers.close();
    ownReaders.close();
    database.close();
    mark.close();
    directory.close();
  }

  /** By the catalogue's estimate, which scans nothing. */
  private static Map<Dataset, Long> rowCounts(Readers.Session session) throws SQLException {
    Map<Dataset, Long> counts = new EnumMap<>(Dataset.class);
    try (Statement statement = session.connection().createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT table_name, estimated_size FROM duckdb_tables()")) {
      while (rows.next()) {
        for (Dataset dataset : Dataset.values()) {
          if (new Relation(dataset, 0).table().equals(rows.getString(1))) {
            counts.put(dataset, rows.getLong(2));
          }
        }
      }
    }
    return counts;
  }

  private static long count(ResultSet row) throws SQLException {
    row.next();
    return row.getLong(1);
  }
}
