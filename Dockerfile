# The archive of build/package in an image: build/package && docker build -t linecheck .
FROM debian:trixie-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/linecheck --create-home linecheck
ADD server/target/package/linecheck-*.tar.gz /opt/
RUN ln -s /opt/linecheck-* /opt/linecheck
USER linecheck
VOLUME /var/lib/linecheck
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["/opt/linecheck/bin/linecheck", "doctor", "--data", "/var/lib/linecheck", "--log-level", "error"]
ENTRYPOINT ["/opt/linecheck/bin/linecheck"]
CMD ["serve", "--address", "0.0.0.0", "--data", "/var/lib/linecheck"]
