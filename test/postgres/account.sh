# Sourced by the other scripts: as whom servers run, where their programs are, which port is free.

# PostgreSQL refuses to run as root, and so does PgBouncer. Root starts them as the user of Debian's package, else as nobody.
as=() account=$(id -un)
if [ "$(id -u)" -eq 0 ]; then
  account=postgres
  id -u "$account" >/dev/null 2>&1 || account=nobody
  as=(setpriv "--reuid=$account" "--regid=$(id -g "$account")" --clear-groups --)
fi

fail() {
  echo "failed: $*"
  exit 1
}

# Debian keeps the programs of each version in a folder of its own, outside of PATH.
programs() {
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  if [ -x "$newest/pg_ctl" ]; then
    echo "$newest"
  elif command -v pg_ctl >/dev/null; then
    dirname "$(command -v pg_ctl)"
  fi
}

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below the ports that Linux gives to outgoing connections: one of those could keep a killed server from starting again.
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)) && taken "$port"; do :; done
  echo "$port"
}

random_word() { od -An -N12 -tx1 /dev/urandom | tr -d ' \n'; }
