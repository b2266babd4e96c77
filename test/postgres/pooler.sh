#!/usr/bin/env bash
# Starts PgBouncer in transaction mode in front of a server, prints its address and its folder, and ends it when its own standard input ends.
#   pooler.sh postgres://user:password@127.0.0.1:port/name
# README.md lists the commands that it takes on its standard input.
set -o pipefail
cd "$(dirname "$0")"
. ./account.sh

[[ ${1:-} =~ ^postgres(ql)?://([^:]+):([^@]+)@([^:/]+):([0-9]+)/(.+)$ ]] || fail "the server's address is not postgres://user:password@host:port/name"
user=${BASH_REMATCH[2]} password=${BASH_REMATCH[3]} host=${BASH_REMATCH[4]} server_port=${BASH_REMATCH[5]} name=${BASH_REMATCH[6]}
# The PATH of an ordinary user has no /usr/sbin.
program=$(PATH=$PATH:/usr/sbin command -v pgbouncer) || fail "PgBouncer is not installed (Debian: apt-get install pgbouncer)"

dir=$(mktemp -d "${TMPDIR:-/tmp}/batchline-pgbouncer.XXXXXX") || fail "no temporary folder"
pid=''

kill_it() {
  [ -z "$pid" ] || kill -9 "$pid"
  wait "$pid"
  pid=''
} 2>/dev/null

end() {
  trap - EXIT
  kill_it
  rm -rf "$dir"
}
trap end EXIT
trap exit INT TERM HUP

(umask 077 && echo "\"$user\" \"$password\"" >"$dir/users")
start_once() {
  cat >"$dir/pgbouncer.ini" <<INI
[databases]
* = host=$host port=$server_port
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
auth_type = scram-sha-256
auth_file = $dir/users
pool_mode = transaction
max_client_conn = 1000
INI
  [ ${#as[@]} -eq 0 ] || chown -R "$account" "$dir"
  "${as[@]}" "$program" "$dir/pgbouncer.ini" >"$dir/log" 2>&1 </dev/null &
  pid=$!
  until grep -q 'process up' "$dir/log"; do
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.02
  done
}

last_words() { tail -n 3 "$dir/log" | tr '\n' ' '; }

# Somebody else may take a port between the look and the start.
for _ in 1 2 3 4 5; do
  port=$(free_port)
  start_once && break
done
[ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || fail "$(last_words)"
echo "postgres://$user:$password@127.0.0.1:$port/$name $dir"

while read -r command; do
  case "$command" in
    kill) kill_it; echo ok ;;
    start) if start_once; then echo ok; else echo "failed: $(last_words)"; fi ;;
    *) echo "failed: unknown command $command" ;;
  esac
done
