package io.linecheck.server.http;

import io.linecheck.enrich.Cidr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/**
 * How many connections one address may hold open; the next is closed at once. Trusted proxies speak
 * for many and are not counted.
 */
final class ConnectionLimits implements SelectorManager.AcceptListener {
  private final int mostPerAddress;
  private final List<Cidr> proxies;
  private final Refusals refusals;
  private final Map<SelectableChannel, InetAddress> counted = new ConcurrentHashMap<>();
  private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

  ConnectionLimits(int mostPerAddress, List<Cidr> proxies, Refusals refusals) {
    this.mostPerAddress = mostPerAddress;
    this.proxies = proxies;
    this.refusals = refusals;
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    InetAddress address = addressOf(channel);
    if (address == null || isProxy(address)) {
      return;
    }
    counted.put(channel, address);
    if (open.merge(address, 1, Integer::sum) > mostPerAddress) {
      refusals.refused(
          address.getHostAddress(),
          "a connection",
          429,
          "more than " + mostPerAddress + " connections at once");
      forget(channel);
      IO.close((SocketChannel) channel);
    }
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    forget(channel);
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    forget(channel);
  }

  private void forget(SelectableChannel channel) {
    InetAddress address = counted.remove(channel);
    if (address != null) {
      open.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(network -> network.contains(address.getHostAddress()));
  }

  private static @Nullable InetAddress addressOf(SelectableChannel channel) {
    try {
      return channel instanceof SocketChannel socket
              && socket.getRemoteAddress() instanceof InetSocketAddress peer
          ? peer.getAddress()
          : null;
    } catch (IOException e) {
      return null;
    }
  }
}
