package io.linecheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Named documents: what was put is found at once, and nobody overwrites what they did not read. */
abstract class DocumentsContract extends ContractGroup {
  DocumentsContract(Opener opener) {
    super(opener);
  }

  private DocumentStore documents() {
    return store().documents();
  }

  @Test
  void whatWasPutIsFoundAsItWas() {
    String json = "{\"name\": \"Zoë O'Hara\",  \"of\": [\"a\\u0000b\", \"😀\", null, 1e3]}";

    long version = documents().put("users", "zoe", json, 0);

    assertThat(version).isPositive();
    assertThat(documents().find("users", "zoe")).contains(new StoredDocument("zoe", version, json));
    assertThat(documents().find("users", "Zoe")).isEmpty();
    assertThat(documents().find("tokens", "zoe")).isEmpty();
  }

  @Test
  void aCollectionIsListedById() {
    documents().put("users", "bob", "{}", 0);
    documents().put("users", "ada", "{}", 0);
    documents().put("users", "cy", "{}", 0);
    documents().put("tokens", "abc", "{}", 0);

    assertThat(documents().list("users"))
        .extracting(StoredDocument::id)
        .containsExactly("ada", "bob", "cy");
    assertThat(documents().list("dashboards")).isEmpty();
  }

  @Test
  void aCollectionIsThereAsLongAsItHasADocument() {
    assertThat(documents().collections()).isEmpty();
    documents().put("users", "bob", "{}", 0);
    documents().put("users", "ada", "{}", 0);
    documents().put("tokens", "abc", "{}", 0);
    assertThat(documents().collections()).containsExactly("tokens", "users");
    documents().delete("tokens", "abc");
    assertThat(documents().collections()).containsExactly("users");
  }

  @Test
  void aDocumentIsReplacedByWhoReadItLast() {
    long first = documents().put("users", "ada", "1", 0);
    long second = documents().put("users", "ada", "2", first);

    assertThat(second).isGreaterThan(first);
    assertConflict(() -> documents().put("users", "ada", "3", first), "ada", "users");
    assertThat(documents().list("users")).containsExactly(new StoredDocument("ada", second, "2"));
  }

  @Test
  void whatMustNotExistIsNotReplacedAndWhatMustExistIsNotMade() {
    documents().put("users", "ada", "1", 0);

    assertConflict(() -> documents().put("users", "ada", "2", 0), "ada", "exist");
    assertConflict(() -> documents().put("users", "bob", "2", 1), "bob", "does not exist");
    assertThat(documents().list("users")).extracting(StoredDocument::json).containsExactly("1");
  }

  @Test
  void aDeletedDocumentIsGoneAndItsVersionNeverComesBack() {
    long first = documents().put("users", "ada", "1", 0);

    assertThat(documents().delete("users", "ada")).isTrue();
    assertThat(documents().delete("users", "ada")).isFalse();
    assertThat(documents().find("users", "ada")).isEmpty();

    reopen();
    long second = documents().put("users", "ada", "2", 0);
    assertThat(second).isGreaterThan(first);
    assertConflict(() -> documents().put("users", "ada", "3", first), "ada", "users");
  }

  @Test
  void documentsAreThereAfterAReopen() {
    long version = documents().put("users", "ada", "{\"a\":1}", 0);
    documents().put("users", "bob", "{}", 0);
    documents().delete("users", "bob");

    reopen();

    assertThat(documents().list("users"))
        .containsExactly(new StoredDocument("ada", version, "{\"a\":1}"));
  }

  @Test
  void ofManyWhoReplaceOneVersionOneSucceeds() throws Exception {
    long version = documents().put("users", "ada", "start", 0);
    CountDownLatch together = new CountDownLatch(1);
    List<Future<Long>> attempts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        String json = "by " + i;
        Callable<Long> attempt =
            () -> {
              together.await();
              return documents().put("users", "ada", json, version);
            };
        attempts.add(threads.submit(attempt));
      }
      together.countDown();
    }

    List<Long> succeeded = new ArrayList<>();
    for (Future<Long> attempt : attempts) {
      try {
        succeeded.add(attempt.get());
      } catch (ExecutionException e) {
        assertThat(e.getCause())
            .isInstanceOfSatisfying(
                StoreException.class,
                refused -> assertThat(refused.kind()).isEqualTo(StoreException.Cause.CONFLICT));
      }
    }
    assertThat(succeeded).hasSize(1);
    assertThat(documents().find("users", "ada"))
        .hasValueSatisfying(stored -> {
          assertThat(stored.version()).isEqualTo(succeeded.getFirst());
          assertThat(stored.json()).startsWith("by ");
        });
  }

  @Test
  void namesAreTextsWhateverTheySay() {
    String odd = "x' OR '1'='1\"; DROP TABLE document; --%_\\ $1 ?";
    long version = documents().put(odd, odd, "{}", 0);
    documents().put("users", "ada", "{}", 0);

    assertThat(documents().find("users", odd)).isEmpty();
    assertThat(documents().delete("users", odd)).isFalse();
    assertThat(documents().list(odd)).containsExactly(new StoredDocument(odd, version, "{}"));
    assertThat(documents().list("users")).hasSize(1);
  }

  private static void assertConflict(ThrowingCallable put, String... parts) {
    assertThatThrownBy(put)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(StoreException.Cause.CONFLICT);
              assertThat(e).hasMessageContainingAll(parts);
            });
  }
}
