package io.linecheck.testkit;

import io.linecheck.store.TelemetryStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Nested;

/**
 * What every store must do. A store's test extends this, says how the store is opened, and is done:
 *
 * <pre>{@code
 * class MyStoreTest extends StoreContract {
 *   @Override
 *   protected TelemetryStore open(Path home, Clock clock) {
 *     return MyStore.open(home, clock);
 *   }
 * }
 * }</pre>
 *
 * <p>What is written may become visible a moment after it was acknowledged, and windows and calls
 * follow later still: expectations about answers are awaited, not asserted at once.
 */
public abstract class StoreContract {
  /**
   * Opens a store with default scoring.
   *
   * @param home stands for one store: opened again after a close it holds what was written, and two
   *     homes share nothing
   * @param clock what the store takes for the present
   */
  protected abstract TelemetryStore open(Path home, Clock clock);

  @Nested
  class Writing extends WritingContract {
    Writing() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class Duplicates extends DuplicatesContract {
    Duplicates() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class Searching extends SearchingContract {
    Searching() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class Aggregating extends AggregatingContract {
    Aggregating() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class LongRanges extends LongRangesContract {
    LongRanges() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class Facets extends FacetsContract {
    Facets() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class OneCall extends OneCallContract {
    OneCall() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class Scopes extends ScopeContract {
    Scopes() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class DerivedDatasets extends DerivedContract {
    DerivedDatasets() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class Retention extends RetentionContract {
    Retention() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class Persons extends PersonalDataContract {
    Persons() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class Attributes extends AttributesContract {
    Attributes() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class HostileTexts extends HostileTextsContract {
    HostileTexts() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class Documents extends DocumentsContract {
    Documents() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class Audit extends AuditContract {
    Audit() {
      super(StoreContract.this::open);
    }
  }

  @Nested
  class Lifecycle extends LifecycleContract {
    Lifecycle() {
      super(StoreContract.this::open);
    }
  }
}
