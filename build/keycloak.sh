#!/bin/sh
# A real Keycloak for tests: keycloak.sh HOME PORT MANAGEMENT_PORT. HOME is an empty folder of its own; the realm of
# the tests is imported, and nothing is kept. The distribution is the one that Maven unpacked (server/pom.xml).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/build/setup.sh"
home=$1 port=$2 management_port=$3
distribution=$root/server/target/keycloak
realm=$root/server/src/test/resources/io/linecheck/server/signon/realm.json

[ -d "$distribution/lib" ] || die "$distribution is missing: mvn -pl server -am -DskipTests pre-integration-test"
need_jdk

# What kc.sh runs, without the shell in between, which would not pass a kill on.
keycloak() {
  keycloak_home=$1
  shift
  exec "$JAVA_HOME/bin/java" -Xmx512m -XX:TieredStopAtLevel=1 \
    -Dkc.home.dir="$keycloak_home" -Djboss.server.config.dir="$keycloak_home/conf" \
    -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
    -Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory \
    --add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED \
    --add-opens=java.base/java.security=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED \
    --enable-native-access=ALL-UNNAMED \
    -cp "$keycloak_home/lib/quarkus-run.jar" io.quarkus.bootstrap.runner.QuarkusEntryPoint "$@"
}

if [ ! -e "$distribution/built-for-tests" ]; then
  (keycloak "$distribution" build --db=dev-mem --health-enabled=true)
  touch "$distribution/built-for-tests"
fi

mkdir -p "$home/data/import"
cp "$realm" "$home/data/import/realm.json"
for part in conf lib providers themes; do ln -s "$distribution/$part" "$home/$part"; done
export KC_BOOTSTRAP_ADMIN_USERNAME=admin KC_BOOTSTRAP_ADMIN_PASSWORD=keycloak-admin-password
keycloak "$home" start --optimized --import-realm --cache=local --http-enabled=true --hostname-strict=false \
  --http-host=127.0.0.1 --http-port="$port" --http-management-port="$management_port"
