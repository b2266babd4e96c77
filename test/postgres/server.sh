#!/usr/bin/env bash
# Starts a new PostgreSQL server, prints its address and its folder, and ends it when its own standard input ends.
#   server.sh [--size 64m] [--set name=value]...
# README.md lists the commands that it takes on its standard input.
set -o pipefail
cd "$(dirname "$0")"
. ./account.sh

size='' settings=()
while [ $# -gt 0 ]; do
  case "$1" in
    --size) size=$2 ;;
    --set) settings+=("$2") ;;
    *) fail "unknown option $1" ;;
  esac
  shift 2
done

bin=$(programs)
[ -n "$bin" ] || fail "PostgreSQL is not installed (Debian: apt-get install postgresql)"
[ -z "$size" ] || [ "$(id -u)" -eq 0 ] || fail "no small disk: only root can mount one"

dir=$(mktemp -d "${TMPDIR:-/tmp}/batchline-postgres.XXXXXX") || fail "no temporary folder"
data=$dir/disk/data

end() {
  trap - EXIT
  "${as[@]}" "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>&1
  [ -z "$size" ] || umount "$dir/disk" 2>/dev/null || umount --lazy "$dir/disk" 2>/dev/null
  rm -rf "$dir"
}
trap end EXIT
trap exit INT TERM HUP

mkdir "$dir/disk"
if [ -n "$size" ]; then
  mount -t tmpfs -o "size=$size" batchline "$dir/disk" 2>/dev/null || fail "no small disk: this machine does not let root mount a tmpfs"
fi
password=$(random_word)
(umask 077 && echo "$password" >"$dir/password")
[ ${#as[@]} -eq 0 ] || chown -R "$account" "$dir"

# Text sorts as it does on most servers, not by its bytes: a query that relies on bytes is found out. Before version 15 there is no ICU
# here. The write-ahead log is not on the small disk: without room for it a server stops for good, whereas one that only lacks room for
# its tables goes on.
make() {
  "${as[@]}" "$bin/initdb" -D "$data" -X "$dir/wal" -U batchline -A scram-sha-256 --pwfile="$dir/password" \
    -E UTF8 --no-sync "$@" >"$dir/initdb" 2>&1
}
make --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US || make --locale=C || fail "initdb: $(tail -n 3 "$dir/initdb")"

# Nobody cuts the power here, and what a killed server has written is still in the machine's memory: fsync would only cost time.
{
  echo "listen_addresses = '127.0.0.1'"
  echo "unix_socket_directories = ''"
  echo "max_wal_size = 256MB"
  echo "fsync = off"
  for setting in "${settings[@]}"; do echo "${setting%%=*} = '${setting#*=}'"; done
} >>"$data/postgresql.conf"

start_once() {
  rm -f "$dir/log"
  "${as[@]}" "$bin/pg_ctl" -D "$data" -l "$dir/log" -w -t 60 -o "-p $port" start >/dev/null 2>&1 </dev/null
}

# The pid file and the shared memory of a killed server are in the way until its last process has ended.
start() {
  for _ in $(seq 100); do
    start_once && return
    grep -qE 'shared memory|lock file|could not bind' "$dir/log" || return
    sleep 0.1
  done
  return 1
}

last_words() { tail -n 3 "$dir/log" 2>/dev/null | tr '\n' ' '; }

# Somebody else may take a port between the look and the start.
for _ in 1 2 3 4 5; do
  port=$(free_port)
  start_once && break
  grep -q 'could not bind' "$dir/log" || fail "$(last_words)"
done
taken "$port" || fail "$(last_words)"
echo "postgres://batchline:$password@127.0.0.1:$port/postgres $dir"

kill_it() {
  kill -9 "$(head -n 1 "$data/postmaster.pid")"
  while taken "$port"; do sleep 0.01; done
}

answer() {
  if "$@" >/dev/null 2>&1; then echo ok; else echo "failed: $* $(last_words)"; fi
}

while read -r command mode; do
  case "$command" in
    kill) answer kill_it ;;
    start) answer start ;;
    stop) answer "${as[@]}" "$bin/pg_ctl" -D "$data" -m "$mode" -w stop ;;
    *) echo "failed: unknown command $command" ;;
  esac
done
