package io.linecheck.server.config;

import io.linecheck.server.GeneratedDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
  @Test
  void everySettingIsDocumented() throws IOException {
    GeneratedDocument.assertUpToDate("configuration.md", ConfigurationDocument.render());
  }
}
