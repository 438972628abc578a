# Sourced by ./linecheck and ./check: finds what building and running needs, or says in one line what is missing.

die() {
  printf 'linecheck: %s\n' "$1" >&2
  exit 1
}

# Sets JAVA_HOME to a JDK 25 or newer: JAVA_HOME, PATH, then the usual folders.
need_jdk() {
  for jdk in "${JAVA_HOME:-}" "$(java_on_path)" \
    /usr/lib/jvm/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk_25 "$jdk"; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      return
    fi
  done
  die 'no JDK 25 or newer found. Install one (for example Eclipse Temurin 25) or set JAVA_HOME to it.'
}

java_on_path() {
  javac=$(command -v javac) || return 0
  dirname "$(dirname "$(readlink -f "$javac")")"
}

# Reads the release file of a JDK: starting a JVM to ask would take longer than all the rest.
is_jdk_25() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge 25 ]
}

need_command() {
  command -v "$1" >/dev/null 2>&1 || die "$1 is missing. Install $2"
}

# A command whose Debian package has its name; installed where that can be done.
need_package() {
  command -v "$1" >/dev/null 2>&1 && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 ||
    die "$1 is missing. Install it: apt-get install $1"
  printf 'Installing %s …\n' "$1"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null ||
    die "$1 could not be installed: apt-get install $1"
}

# The packages of the lock file. Not `npm ci`: newer npm refuses a lock file that lacks optional packages for
# other platforms, which the registry did not have when it was written.
npm_packages() {
  [ node_modules/.package-lock.json -nt package-lock.json ] && return
  npm install --no-save --no-audit --no-fund --loglevel=error
}
