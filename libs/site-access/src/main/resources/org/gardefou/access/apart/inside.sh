#!/bin/sh
# Process 1 of the restored site's namespaces: when it ends, all of them end. It ends when nobody holds its input any more.
# $1 document root  $2 uid  $3 gid  $4 database: yes or no  $5 the database server's uid  $6 the uid of who looks  $7... paths to look at
set -u
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
docroot=$1 uid=$2 gid=$3 database=$4 server=$5 probe=$6
shift 6
as() {
    user=$1 group=$2
    shift 2
    setpriv --reuid="$user" --regid="$group" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
}
if [ "$database" = yes ]; then
    as "$server" "$server" prlimit --as=4000000000 --nproc=400 mariadbd --no-defaults --datadir=/db/data --socket=/db/s --pid-file=/db/pid \
        --skip-networking --skip-log-bin --event-scheduler=OFF --secure-file-priv=/db/none --init-file=/db/init.sql \
        --innodb-buffer-pool-size=64M --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 --innodb-log-file-size=4M \
        --max-allowed-packet=1G --lower-case-table-names=0 --tmpdir=/db/tmp --plugin-dir=/nowhere \
        </dev/null >/log/database.log 2>&1 &
fi
if [ -f /boot/postgres ]; then
    programs=$(cat /boot/postgres)
    # Its files are made here, where its user has a name. There is no /dev/shm to share memory by.
    (
        as "$server" "$server" prlimit --as=4000000000 --nproc=400 "$programs/initdb" --pgdata=/db/pg --username=gardefou --pwfile=/db/pg-password \
            --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions
        exec setpriv --reuid="$server" --regid="$server" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \
            prlimit --as=4000000000 --nproc=400 "$programs/postgres" -D /db/pg -c listen_addresses= -c unix_socket_directories=/db \
            -c fsync=off -c full_page_writes=off -c shared_buffers=64MB -c max_connections=30 -c dynamic_shared_memory_type=mmap
    ) </dev/null >/log/postgres.log 2>&1 &
fi
echo STARTED
read -r word || exit 0
[ "$word" = serve ] || exit 0
as "$uid" "$gid" env PHP_CLI_SERVER_WORKERS=3 prlimit --as=1500000000 --nproc=128 --cpu=60 --fsize=100000000 --core=0 \
    php -d auto_prepend_file=/boot/pre.php -d display_errors=0 -d log_errors=1 -d error_log=/log/php.log -d html_errors=0 \
    -d sendmail_path=/bin/true -d opcache.enable=0 -S 127.0.0.1:8000 -t "$docroot" </dev/null >/log/server.log 2>&1 &
as "$probe" "$probe" prlimit --as=1500000000 --cpu=60 php -n /boot/probe.php 8000 "$@" </dev/null 2>/dev/null
echo LOOKED
# A child that is let go would keep nothing alive: it ends with this.
read -r word || exit 0
[ "$word" = end ] || exit 0
# All but this one; what can put nothing in the log's place any more cannot keep anybody waiting at it.
kill -9 -1
wait
if [ -f /log/php.log ] && [ ! -L /log/php.log ]; then timeout 5 head -c 200000 /log/php.log | base64 -w 0; fi
echo
echo ENDED
read -r word
exit 0
