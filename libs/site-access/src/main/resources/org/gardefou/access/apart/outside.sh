#!/bin/sh
# Makes a small root of its own for a restored site, in namespaces of its own, and goes on within it as inside.sh.
# As root, from: unshare --net --mount --pid --ipc --uts --fork --kill-child
# $1 the place: tree/, db/, boot/   $2 the document root within tree/   $3 where it lay   $4 uid  $5 gid  $6 database: yes or no
# $7 the database server's uid  $8 the uid of who looks  $9 cgroup.procs of a control group, or none  then the paths to look at
set -eu
umask 022
place=$1 docroot=$2 lay=$3 uid=$4 gid=$5 database=$6 server=$7 probe=$8 group=$9
shift 9
if [ "$group" != none ]; then echo 0 >"$group"; fi
root=$place/root
mkdir -p "$root"
# All that the site writes is in here: its own files, its logs, /tmp.
mount -t tmpfs -o mode=755,size=256m,nr_inodes=50000,nosuid,nodev sandbox "$root"
for name in usr bin sbin lib lib32 lib64; do
    if [ -L "/$name" ]; then
        cp -P "/$name" "$root/$name"
    elif [ -d "/$name" ]; then
        mkdir "$root/$name"
        mount --bind "/$name" "$root/$name"
        mount -o remount,bind,ro,nosuid,nodev "$root/$name"
    fi
done
# Of the machine's settings only those of PHP on the command line, and what programs need to start: its pools name the neighbours.
mkdir -m 755 "$root/etc"
for folder in /etc/php/*/cli /etc/php/*/mods-available /etc/php.d /etc/alternatives; do
    name=${folder#/etc/}
    if [ -d "$folder" ]; then
        mkdir -p "$root/etc/$name"
        mount --bind "/etc/$name" "$root/etc/$name"
        mount -o remount,bind,ro,nosuid,nodev "$root/etc/$name"
    fi
done
for name in php.ini ld.so.cache localtime; do
    if [ -f "/etc/$name" ]; then cp -L "/etc/$name" "$root/etc/$name"; fi
done
printf 'root:x:0:0::/:/bin/false\ndatabase:x:%s:%s::/:/bin/false\n' "$server" "$server" >"$root/etc/passwd"
printf '127.0.0.1 localhost\n' >"$root/etc/hosts"
mkdir -m 755 "$root/dev"
for name in null zero random urandom; do
    : >"$root/dev/$name"
    mount --bind "/dev/$name" "$root/dev/$name"
done
mkdir "$root/tmp" "$root/log"
chmod 1777 "$root/tmp" "$root/log"
for name in proc db boot; do mkdir -p "$root/$name"; done
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
mount --bind "$place/db" "$root/db"
mount -o remount,bind,nosuid,nodev,noexec "$root/db"
mount --bind "$place/boot" "$root/boot"
mount -o remount,bind,ro,nosuid,nodev "$root/boot"
# Where it lay, since some sites have that written into their settings; elsewhere when that is a folder of the machine's.
case "$lay/" in
    //*|/usr/*|/bin/*|/sbin/*|/lib*|/opt/*|/etc/*|/dev/*|/proc/*|/tmp/*|/db/*|/log/*|/boot/*|/.site/*|*/../*) lay=/site ;;
esac
mkdir -p "$root$lay"
# What it changes of itself is in memory too, of which there is as much as there is: a site that writes for ever fills no disk.
mkdir -m 700 "$root/.site"
mkdir "$root/.site/lower" "$root/.site/upper" "$root/.site/work"
mount --bind "$place/tree/$docroot" "$root/.site/lower"
chown --reference="$root/.site/lower" "$root/.site/upper"
chmod --reference="$root/.site/lower" "$root/.site/upper"
mount -t overlay -o "nosuid,nodev,lowerdir=$root/.site/lower,upperdir=$root/.site/upper,workdir=$root/.site/work" site "$root$lay"
ip link set lo up
exec chroot "$root" /bin/sh /boot/inside.sh "$lay" "$uid" "$gid" "$database" "$server" "$probe" "$@"
