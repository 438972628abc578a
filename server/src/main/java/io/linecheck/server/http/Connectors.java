package io.linecheck.server.http;

import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The ports that are listened on: one for everything, and maybe one that sends on to https. */
final class Connectors {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** With forward secrecy and authenticated encryption: RFC 9325 §4.2. */
  private static final String[] CIPHER_SUITES = {
    "TLS_AES_128_GCM_SHA256",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
  };

  private Connectors() {}

  static ServerConnector main(Server server, HttpConfiguration http, Listening listening) {
    return listening
        .tls()
        .map(tls -> on(listening, listening.port(), encrypted(server, http, tls.context())))
        .orElseGet(() -> on(listening, listening.port(), plain(server, http)));
  }

  static ServerConnector redirecting(
      Server server, HttpConfiguration http, Listening listening, int port) {
    return on(listening, port, plain(server, http));
  }

  private static ServerConnector on(Listening listening, int port, ServerConnector connector) {
    connector.setHost(listening.address());
    connector.setPort(port);
    return connector;
  }

  private static ServerConnector plain(Server server, HttpConfiguration http) {
    return new ServerConnector(server, new HttpConnectionFactory(http));
  }

  private static ServerConnector encrypted(Server server, HttpConfiguration plain, SSLContext tls) {
    HttpConfiguration http = new HttpConfiguration(plain);
    // Whether the name fits is for the client to decide, who sees the certificate.
    http.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setSslContext(tls);
    context.setIncludeProtocols(PROTOCOLS);
    context.setIncludeCipherSuites(CIPHER_SUITES);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol("http/1.1");
    return new ServerConnector(
        server,
        new SslConnectionFactory(context, alpn.getProtocol()),
        alpn,
        new HTTP2ServerConnectionFactory(http),
        new HttpConnectionFactory(http));
  }
}
