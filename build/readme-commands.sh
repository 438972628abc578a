#!/bin/sh
# Runs the README's `./linecheck demo` as a new user would, and waits until its Overview has calls to show.
set -eu
cd "$(dirname "$0")/.."
. build/setup.sh

command=$(sed -n '/^```sh$/,/^```$/p' README.md | grep '^./linecheck demo') || die 'README.md no longer names ./linecheck demo'
log=$(mktemp)
LINECHECK_PORT=0 $command >"$log" 2>&1 &
demo=$!
cookies=$(mktemp)
trap 'kill $demo 2>/dev/null; wait $demo 2>/dev/null || true; rm -f "$log" "$cookies"' EXIT

link=
waited=0
while [ -z "$link" ]; do
  link=$(grep -o 'http://127.0.0.1:[0-9]*/welcome#[A-Za-z0-9_-]*' "$log" | head -n 1) || true
  kill -0 $demo 2>/dev/null || { cat "$log"; die 'the demo ended by itself'; }
  [ $waited -lt 300 ] || { cat "$log"; die 'the demo named no address within 300 s'; }
  sleep 1
  waited=$((waited + 1))
done

url=${link%/welcome#*}
curl -sf -c "$cookies" -H 'Content-Type: application/json' -d "{\"token\":\"${link#*#}\"}" \
  "$url/api/v1/session/link" >/dev/null || die "the demo's link does not sign in"

now=$(date +%s)
question="{\"dataset\":\"calls\",\"from\":$(((now - 86400) * 1000)),\"to\":$(((now + 600) * 1000)),\"measures\":[{\"as\":\"calls\",\"count\":true},{\"as\":\"active\",\"function\":\"sum\",\"field\":\"activeCount\"}]}"
while :; do
  answer=$(curl -sf -b "$cookies" -H 'Content-Type: application/json' -d "$question" "$url/api/v1/query") || answer=
  calls=$(printf '%s' "$answer" | sed -n 's/.*"rows":\[\[\([0-9]*\).*/\1/p')
  [ "${calls:-0}" -ge 100 ] && break
  kill -0 $demo 2>/dev/null || { cat "$log"; die 'the demo ended by itself'; }
  [ $waited -lt 600 ] || { cat "$log"; die "the demo's Overview was not filled within 600 s: $answer"; }
  sleep 1
  waited=$((waited + 1))
done
curl -sf "$url/" | grep -q '<title>Linecheck' || die 'the demo does not serve the UI'
printf 'README: ./linecheck demo shows %s calls at %s\n' "$calls" "$url"
