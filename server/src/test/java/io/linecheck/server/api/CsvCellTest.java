package io.linecheck.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
  void whatASpreadsheetWouldComputeIsText(String formula) {
    assertThat(CsvCell.of(formula)).isEqualTo("\"'" + formula + "\"");
  }

  @Test
  void quotesCommasAndLinesStayInTheirCell() {
    assertThat(CsvCell.line("a", "b,c", "d\"e", "f\ng", null, ""))
        .isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",,\r\n");
  }
}
