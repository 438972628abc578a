package io.linecheck.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ada                | #
          Ada's headset      | #'s headset
          (ADA)              | (#)
          adapter of canada  | adapter of canada
          ada-2 ada_3        | #-2 ada_3
          ada,ada            | #,#
          """)
  void aNameIsReplacedAsAWholeWord(String text, String replaced) {
    assertThat(new NameText(Map.of("ada", "#")).replace(text)).isEqualTo(replaced);
  }

  @Test
  void namesAreNoPatternsAndReplacementsNoReferences() {
    NameText text = new NameText(Map.of("a.b*", "$1\\", "", "never", " ", "never"));

    assertThat(text.replace("a.b* axb  c")).isEqualTo("$1\\ axb  c");
  }

  @Test
  void theLongerOfTwoNamesIsReplacedFirst() {
    assertThat(new NameText(Map.of("ada", "1", "ada lovelace", "2")).replace("ada lovelace, ada"))
        .isEqualTo("2, 1");
  }

  @Test
  void inJsonNamesAndStringsAreChangedAndNothingElse() {
    String json = "{\"ada\":[\"of ada\",1.50,true,null,{\"n\":\"adapter\\u0000\"}],\"x\":12}";

    assertThat(new NameText(Map.of("ada", "\"#\"")).replaceInJson(json))
        .isEqualTo(
            "{\"\\\"#\\\"\":[\"of"
                + " \\\"#\\\"\",1.50,true,null,{\"n\":\"adapter\\u0000\"}],\"x\":12}");
  }

  @Test
  void whatIsNoJsonIsChangedAsAText() {
    assertThat(new NameText(Map.of("ada", "#")).replaceInJson("{\"of\": ada"))
        .isEqualTo("{\"of\": #");
  }
}
