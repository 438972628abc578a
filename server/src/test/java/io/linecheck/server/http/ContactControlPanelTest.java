package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactControlPanelTest {
  private static ContactControlPanel of(String url) {
    return ContactControlPanel.of(Optional.of(URI.create(url)), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "https://acme.my.connect.aws, https://acme.my.connect.aws/ccp-v2/",
    "https://acme.my.connect.aws/, https://acme.my.connect.aws/ccp-v2/",
    "https://acme.my.connect.aws/ccp-v2, https://acme.my.connect.aws/ccp-v2",
    "https://acme.awsapps.com, https://acme.awsapps.com/connect/ccp-v2/",
    "https://acme.awsapps.com/connect, https://acme.awsapps.com/connect/ccp-v2/",
    "https://acme.awsapps.com/connect/ccp#/, https://acme.awsapps.com/connect/ccp#/",
    "http://localhost:9000/ccp-v2/, http://localhost:9000/ccp-v2/",
  })
  void addsThePathOfThePanelToAnInstance(String written, String panel) {
    assertThat(of(written).url()).contains(URI.create(panel));
  }

  @Test
  void bothAddressesOfAnInstanceMayBeFramed() {
    assertThat(of("https://acme.my.connect.aws").origins())
        .containsExactly("https://acme.my.connect.aws", "https://acme.awsapps.com");
    assertThat(of("https://acme.awsapps.com/connect/ccp-v2").origins())
        .containsExactly("https://acme.awsapps.com", "https://acme.my.connect.aws");
  }

  @Test
  void anyOtherAddressStandsForItself() {
    assertThat(of("http://localhost:9000/ccp-v2/").origins())
        .containsExactly("http://localhost:9000");
    assertThat(ContactControlPanel.of(Optional.empty(), Optional.empty()).origins()).isEmpty();
  }
}
