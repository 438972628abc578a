package io.linecheck.server;

import static io.linecheck.server.config.SettingsCatalogue.DATA;

import io.linecheck.server.config.Settings;
import io.linecheck.store.StoreException;
import io.linecheck.store.duckdb.Restore;
import java.nio.file.Path;
import java.util.List;

/** What is done to the files of a store that no server has open. */
public final class StoredFiles {
  private StoredFiles() {}

  /**
   * Puts a backup in the place of what is there.
   *
   * @return where the files that were there before are now
   */
  public static List<Path> restore(Path backup, Settings settings) {
    try {
      return Restore.of(backup, settings.get(DATA));
    } catch (StoreException e) {
      throw new StartException("nothing was restored: " + e.getMessage(), e);
    }
  }
}
