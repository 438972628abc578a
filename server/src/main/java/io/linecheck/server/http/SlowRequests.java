package io.linecheck.server.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.linecheck.server.http.PacedInput.Pace;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Ends connections whose client sends a byte now and then, to hold on to them for nothing. The
 * server's idle timeout does not see those: they are never idle for long.
 *
 * <p>A TLS handshake and the head of a request must be there within the patience, counted from
 * their first byte; a connection that waits for its next request is left alone. Bodies: see {@link
 * PacedInput}.
 */
final class SlowRequests extends Handler.Wrapper implements Connection.Listener {
  private static final long SWEEPS = 4;

  private final Duration patience;
  private final Refusals refusals;
  private final LongSupplier nanoClock;
  private final Map<Connection, Watch> watches = new ConcurrentHashMap<>();

  /** How far one connection is. */
  private static final class Watch {
    private volatile boolean answering;
    private volatile long bytesBefore;
    private volatile long sinceNanos;
  }

  SlowRequests(Duration patience, Refusals refusals, LongSupplier nanoClock) {
    this.patience = patience;
    this.refusals = refusals;
    this.nanoClock = nanoClock;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    sweepLater();
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof SslConnection || isHttp1(connection)) {
      Watch watch = new Watch();
      watch.sinceNanos = nanoClock.getAsLong();
      watches.put(connection, watch);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    watches.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    Watch watch = watches.get(connection);
    if (watch != null) {
      watch.answering = true;
      Request.addCompletionListener(
          request,
          failure -> {
            watch.bytesBefore = connection.getBytesIn();
            watch.sinceNanos = nanoClock.getAsLong();
            watch.answering = false;
          });
    }
    request.setAttribute(PacedInput.PACE, new Pace(patience, nanoClock.getAsLong(), nanoClock));
    return super.handle(request, response, callback);
  }

  private void sweepLater() {
    getServer()
        .getScheduler()
        .schedule(this::sweep, Math.max(1, patience.toMillis() / SWEEPS), MILLISECONDS);
  }

  private void sweep() {
    if (isRunning()) {
      watches.forEach(this::endIfSlow);
      sweepLater();
    }
  }

  private void endIfSlow(Connection connection, Watch watch) {
    if (!isUnfinished(connection, watch)) {
      watch.sinceNanos = nanoClock.getAsLong();
    } else if (nanoClock.getAsLong() - watch.sinceNanos > patience.toNanos()) {
      EndPoint end = connection.getEndPoint();
      refusals.refused(
          String.valueOf(end.getRemoteSocketAddress()),
          "a connection",
          408,
          "the request took longer than " + patience.toMillis() + " ms to arrive");
      watches.remove(connection);
      end.close();
    }
  }

  private static boolean isUnfinished(Connection connection, Watch watch) {
    if (connection instanceof SslConnection tls) {
      return tls.getSSLEngine().getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }
    return !watch.answering && connection.getBytesIn() > watch.bytesBefore;
  }

  private static boolean isHttp1(Connection connection) {
    return connection instanceof ConnectionMetaData http
        && http.getHttpVersion() != HttpVersion.HTTP_2;
  }
}
