#!/bin/sh
# A throw-away PostgreSQL for as long as standard input stays open:
#
#   sh cluster.sh FOLDER [SETTING=VALUE…]
#
# FOLDER is made, and removed at the end. The server listens on a Unix socket in it, and, when a
# setting names a listen_addresses, there too; everybody is let in as whoever they say they are.
# Prints `ready` when it takes connections. PostgreSQL refuses to run as root: then it runs as the
# user `postgres`, which Debian's package makes.
set -eu
folder=$1
shift
# The end is told by the end of input, so that a killed test run leaves nothing behind.
trap '' INT HUP TERM

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -x "$bin/initdb" ] || bin=$(dirname "$(command -v initdb)")

as_owner() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=postgres --regid=postgres --init-groups "$@"
  else
    "$@"
  fi
}

options="-k $folder -c listen_addresses= -c max_connections=200 -c log_min_messages=fatal"
for setting in "$@"; do options="$options -c $setting"; done

mkdir "$folder"
[ "$(id -u)" != 0 ] || chown postgres "$folder"
cd "$folder"
as_owner "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N \
  >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
printf '%s\n' "$options" >"$folder/options"
as_owner "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" -o "$options" start >/dev/null ||
  { cat "$folder/data/log" >&2; exit 1; }
echo ready

# A word a line: stop, start, restart; each is answered when it is done.
while read -r word; do
  case $word in
  stop) as_owner "$bin/pg_ctl" -D "$folder/data" -w -m immediate stop >/dev/null ;;
  start | restart)
    as_owner "$bin/pg_ctl" -D "$folder/data" -w -m fast -l "$folder/data/log" -o "$options" "$word" \
      >/dev/null ;;
  esac
  echo done
done
as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
cd /
rm -rf "$folder"
