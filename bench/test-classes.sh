# Sourced by ledger and fuzz: builds the server with its tests and sets $test_classes to their class path.

. build/setup.sh
need_jdk
need_command mvn 'Maven 3.8 or newer: the tests are built with it'
mvn -q -B -pl server -am test-compile org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath
test_classes=$PWD/server/target/test-classes:$PWD/server/target/classes:$(cat server/target/test-classpath)
