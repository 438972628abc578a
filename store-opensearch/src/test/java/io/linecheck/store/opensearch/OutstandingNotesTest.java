package io.linecheck.store.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.CallKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutstandingNotesTest {
  private final OutstandingNotes notes = new OutstandingNotes();

  @Test
  void allNotesOfSomeCallsInTheOrderInWhichCallsCame() {
    notes.add(note("1", "a"));
    notes.add(note("2", "b"));
    notes.add(note("3", "c"));
    notes.add(note("4", "a"));

    assertThat(notes.ofCalls(2)).containsExactly(note("1", "a"), note("4", "a"), note("2", "b"));
    assertThat(notes.size()).isEqualTo(4);
  }

  @Test
  void whatIsSettledIsGoneAndWhatCameMeanwhileIsNot() {
    notes.add(note("1", "a"));
    List<PendingCalls.Note> settled = notes.ofCalls(10);
    notes.add(note("2", "a"));

    notes.remove(settled);
    notes.remove(settled);

    assertThat(notes.ofCalls(10)).containsExactly(note("2", "a"));
    assertThat(notes.lagMillis(5_000)).isEqualTo(4_000);
    notes.remove(notes.ofCalls(10));
    assertThat(notes.lagMillis(5_000)).isZero();
  }

  @Test
  void aNoteThatIsFoundAgainIsOne() {
    notes.add(note("1", "a"));
    notes.add(note("1", "a"));

    assertThat(notes.ofCalls(10)).hasSize(1);
  }

  private static PendingCalls.Note note(String id, String contact) {
    return new PendingCalls.Note(id, new CallKey(contact, "ada"), 0, 999, false, 1_000);
  }
}
