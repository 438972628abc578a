package io.linecheck.server.ipdata;

import io.linecheck.model.CallAttribute;
import java.net.InetAddress;
import java.util.Map;

/** One file of IP data in memory. Immutable; safe for many threads. */
interface IpFile {
  /** What the file says of an address: some of AS number, operator and country, or nothing. */
  Map<CallAttribute, String> find(InetAddress address);

  /** What kind of data it is, as the file itself says. */
  String type();

  /** When it was made, epoch milliseconds: by the file's own word, or else by its time on disk. */
  long builtAt();
}
