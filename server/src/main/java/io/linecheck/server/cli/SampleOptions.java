package io.linecheck.server.cli;

import io.linecheck.server.SampleCluster;
import io.linecheck.server.SampleCluster.Access;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a deployment of the AWS sample is. The settings named {@code opensearch-…} are of the
 * cluster that Linecheck itself keeps, which may be another.
 */
final class SampleOptions {
  @Option(
      names = "--from-opensearch",
      paramLabel = "URL",
      split = ",",
      description =
          "Take over the indices of a deployment of the AWS sample from its Elasticsearch or"
              + " OpenSearch, in place of files")
  private List<URI> hosts = List.of();

  @Option(names = "--from-user", paramLabel = "NAME", description = "User to sign in there")
  private @Nullable String user;

  @Option(
      names = "--from-password-file",
      paramLabel = "FILE",
      description = "File with that user's password")
  private @Nullable Path passwordFile;

  @Option(
      names = "--from-api-key-file",
      paramLabel = "FILE",
      description = "File with a key to use instead of a user and a password")
  private @Nullable Path apiKeyFile;

  @Option(
      names = "--from-authority",
      paramLabel = "FILE",
      description = "PEM file with the certificates that those there are signed by")
  private @Nullable Path authority;

  @Option(
      names = "--progress-file",
      paramLabel = "FILE",
      description =
          "Keeps how far it has come, so that a run that was ended goes on there. Default:"
              + " linecheck-import-HOST.json")
  private @Nullable Path progressFile;

  boolean areGiven() {
    return !hosts.isEmpty();
  }

  /** As people and the progress file name it. */
  String from() {
    return hosts.getFirst().toString();
  }

  Path progressFile() {
    return progressFile != null
        ? progressFile
        : Path.of("linecheck-import-" + hosts.getFirst().getHost() + ".json");
  }

  SampleCluster open() {
    return SampleCluster.at(hosts, access(), Optional.ofNullable(authority));
  }

  private Access access() {
    if ((user == null) != (passwordFile == null)) {
      throw new CommandException("--from-user and --from-password-file go together", null);
    }
    if (user != null && passwordFile != null) {
      return new Access.User(user, secret(passwordFile));
    }
    return apiKeyFile == null ? new Access.Anybody() : new Access.Key(secret(apiKeyFile));
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
