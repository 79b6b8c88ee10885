#!/bin/sh
# Makes a small root of its own for a restored site, in namespaces of its own, and goes on within it as inside.sh.
# As root, from: unshare --net --mount --pid --ipc --uts --fork --kill-child
# $1 the place: tree/, db/, log/, boot/   $2 the document root within tree/   $3 where it lay   $4 uid  $5 gid  $6 database: yes or no  $7 path to look at...
set -eu
place=$1 docroot=$2 lay=$3 uid=$4 gid=$5 database=$6
shift 6
root=$place/root
mkdir -p "$root"
mount -t tmpfs -o mode=755,size=256m,nosuid,nodev sandbox "$root"
for name in usr bin sbin lib lib32 lib64 opt; do
    if [ -L "/$name" ]; then
        cp -P "/$name" "$root/$name"
    elif [ -d "/$name" ]; then
        mkdir "$root/$name"
        mount --bind "/$name" "$root/$name"
        mount -o remount,bind,ro,nosuid,nodev "$root/$name"
    fi
done
# Of the machine's settings only PHP's, and what programs need to start.
mkdir -m 755 "$root/etc"
for name in php php.d alternatives; do
    if [ -d "/etc/$name" ]; then
        mkdir "$root/etc/$name"
        mount --bind "/etc/$name" "$root/etc/$name"
        mount -o remount,bind,ro,nosuid,nodev "$root/etc/$name"
    fi
done
for name in php.ini ld.so.cache localtime; do
    if [ -f "/etc/$name" ]; then cp -L "/etc/$name" "$root/etc/$name"; fi
done
printf 'root:x:0:0::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n' >"$root/etc/passwd"
printf '127.0.0.1 localhost\n' >"$root/etc/hosts"
mkdir -m 755 "$root/dev"
for name in null zero random urandom; do
    : >"$root/dev/$name"
    mount --bind "/dev/$name" "$root/dev/$name"
done
mkdir -m 1777 "$root/tmp"
for name in proc db log boot; do mkdir -p "$root/$name"; done
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
for name in db log; do
    mount --bind "$place/$name" "$root/$name"
    mount -o remount,bind,nosuid,nodev,noexec "$root/$name"
done
mount --bind "$place/boot" "$root/boot"
mount -o remount,bind,ro,nosuid,nodev "$root/boot"
# Where it lay, since some sites have that written into their settings; elsewhere when that is a folder of the machine's.
case "$lay" in
    /usr/*|/bin/*|/sbin/*|/lib*|/opt/*|/etc/*|/dev/*|/proc/*|/db/*|/log/*|/boot/*) lay=/site ;;
esac
mkdir -p "$root$lay"
mount --bind "$place/tree/$docroot" "$root$lay"
mount -o remount,bind,nosuid,nodev "$root$lay"
ip link set lo up
exec chroot "$root" /bin/sh /boot/inside.sh "$lay" "$uid" "$gid" "$database" "$@"
