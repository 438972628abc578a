package io.linecheck.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority of a test's own, and certificates it signs; made with the JDK's tool. */
public final class TestAuthority {
  private static final String PASSWORD = "only-for-tests";
  private static final String AUTHORITY = "authority";

  private final Path folder;

  private TestAuthority(Path folder) {
    this.folder = folder;
  }

  /** Keeps its files in the folder. */
  public static TestAuthority in(Path folder) throws IOException {
    TestAuthority authority = new TestAuthority(Files.createDirectories(folder));
    authority.makeKey(
        "authority.p12",
        AUTHORITY,
        List.of("-dname", "CN=Authority of a test", "-ext", "bc:c", "-validity", "3650"));
    authority.run(
        "authority.p12",
        List.of("-exportcert", "-rfc", "-alias", AUTHORITY, "-file", authority.pem().toString()));
    return authority;
  }

  /** The authority's own certificate. */
  public Path pem() {
    return folder.resolve("authority.pem");
  }

  /**
   * For a server that shows a certificate signed by this authority.
   *
   * @param names as keytool takes them, such as {@code dns:localhost,ip:127.0.0.1}
   * @param begunAgo how long ago it became valid
   */
  public SSLContext signed(String names, Duration begunAgo, Duration lifetime) throws IOException {
    Path file = Files.createTempFile(folder, "server", ".p12");
    Files.copy(folder.resolve("authority.p12"), file, StandardCopyOption.REPLACE_EXISTING);
    makeKey(
        file.getFileName().toString(),
        "server",
        List.of(
            "-dname",
            "CN=Server of a test",
            "-signer",
            AUTHORITY,
            "-ext",
            "san=" + names,
            "-startdate",
            "-" + begunAgo.toDays() + "d",
            "-validity",
            Long.toString(lifetime.toDays())));
    return context(file);
  }

  private static SSLContext context(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      keys.deleteEntry(AUTHORITY);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " cannot be used", e);
    }
  }

  private void makeKey(String file, String alias, List<String> options) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1"));
    all.addAll(options);
    run(file, all);
  }

  private void run(String file, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-keystore",
            folder.resolve(file).toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
  }
}
