# Looks at files of this machine and moves them for a service elsewhere. Each request comes on standard input as the number of its
# words, and of each its length and its bytes; an answer goes back likewise, with "ok" or "no" as its first word. What is looked at is
# held by a descriptor, and its place is checked after it was opened: whoever owns a folder may put a link in its place meanwhile.
use strict;
use warnings;
no warnings 'recursion';
use Config;

my ($O_DIRECTORY, $O_NOFOLLOW, %CALL);
if ($Config{archname} =~ /^x86_64/) {
    ($O_DIRECTORY, $O_NOFOLLOW) = (0x10000, 0x20000);
    %CALL = (renameat2 => 316, statx => 332, lgetxattr => 192, utimensat => 280);
} elsif ($Config{archname} =~ /^aarch64/) {
    ($O_DIRECTORY, $O_NOFOLLOW) = (0x4000, 0x8000);
    %CALL = (renameat2 => 276, statx => 291, lgetxattr => 9, utimensat => 88);
} else {
    die "Garde-fou does not know the system calls of $Config{archname}\n";
}
my ($O_PATH, $O_CREAT_EXCL, $AT_CWD, $AT_NOFOLLOW, $AT_EMPTY) = (0x200000, 0xc0, -100, 0x100, 0x1000);
my ($DEEPEST, $MOST_LINKS, $PIECE, $AT_ONCE) = (100, 40, 1 << 20, 10_000);
my (%held, $moves);
$moves = 0;
binmode STDIN;
binmode STDOUT;
$| = 1;
$SIG{PIPE} = 'DEFAULT';

sub in_bytes { my ($n) = @_; my $s = ''; while (length $s < $n) { read(STDIN, $s, $n - length $s, length $s) or exit 0 } return $s }
sub in_line { my $l = <STDIN>; exit 0 unless defined $l; chomp $l; return $l }
sub answer { print scalar(@_), "\n", map { (length $_, "\n", $_) } @_ }

sub refuse { die [@_] }

# What the system said, as a reason that the service knows.
sub failed {
    my ($what) = @_;
    my ($n, $words) = ($! + 0, "$!");
    my %reason = (2 => 'MISSING', 20 => 'NOT_A_DIRECTORY', 13 => 'NOT_PERMITTED', 1 => 'NOT_PERMITTED', 18 => 'CROSS_DEVICE',
        22 => 'NOT_SUPPORTED', 38 => 'NOT_SUPPORTED', 95 => 'NOT_SUPPORTED');
    refuse($reason{$n} || 'OTHER', "$what: $words");
}

# Of a name in a folder that is held: mode, size, seconds, nanoseconds, owner, group, names, identity; empty when the call fails.
sub look {
    my ($fd, $name, $flags) = @_;
    my ($path, $buffer) = ("$name", "\0" x 256);
    return () if syscall($CALL{statx}, $fd + 0, $path, $flags + 0, 0x7ff + 0, $buffer) != 0;
    my ($names, $owner, $group, $mode, $inode, $size) = unpack('x16 L L L S x2 Q Q', $buffer);
    my ($seconds, $nanos, $major, $minor) = unpack('x112 q L x4 x8 L L', $buffer);
    return ($mode, $size, $seconds, $nanos, $owner, $group, $names, "$major,$minor:$inode");
}

sub kind {
    my %kinds = (0040000 => 'DIRECTORY', 0120000 => 'LINK', 0010000 => 'FIFO', 0140000 => 'SOCKET', 0020000 => 'DEVICE', 0060000 => 'DEVICE');
    return $kinds{ $_[0] & 0170000 } || 'FILE';
}

# Where a root really is. A link on the way is followed only where nobody but root, or we, can have put it.
sub real {
    my ($root) = @_;
    my @rest = grep { length && $_ ne '.' } split m{/}, $root;
    my ($at, $links) = ('', 0);
    while (@rest) {
        my $name = shift @rest;
        if ($name eq '..') { $at =~ s{/[^/]*$}{}; next }
        my $next = "$at/$name";
        my @facts = look($AT_CWD, $next, $AT_NOFOLLOW) or failed($next);
        if (kind($facts[0]) ne 'LINK') { $at = $next; next }
        refuse('OTHER', "$next goes through too many symbolic links.") if ++$links > $MOST_LINKS;
        my @folder = look($AT_CWD, length $at ? $at : '/', 0) or failed($at);
        my $ours = sub { $_[0] == 0 || $_[0] == $> };
        refuse('OUTSIDE_ROOT', "$next is a link that others than root can change; put a folder in its place, or register where it leads.")
            unless $ours->($folder[4]) && (!($folder[0] & 0022) || (($folder[0] & 01000) && $ours->($facts[4])));
        my $target = readlink $next;
        defined $target or failed($next);
        $at = '' if $target =~ m{^/};
        unshift @rest, grep { length && $_ ne '.' } split m{/}, $target;
    }
    return length $at ? $at : '/';
}

sub place { my ($fh) = @_; my $p = readlink('/proc/self/fd/' . fileno $fh); defined $p or failed('/proc'); return $p }

# A path by which to begin, and where that is: a root by its name, or a folder of ours by its descriptor.
sub base {
    my ($base) = @_;
    my ($how, $what) = (substr($base, 0, 1), substr($base, 1));
    if ($how eq 'H') {
        my $fh = $held{$what} or refuse('SWAPPED', 'Our folder is not held any more.');
        return ("/proc/self/fd/$what", place($fh));
    }
    my $real = real($what);
    return ($real, $real);
}

sub open_path {
    my ($path, $flags) = @_;
    sysopen(my $fh, $path, $O_PATH | $flags) or failed($path);
    return $fh;
}

sub hold {
    my ($base, $below, $directory) = @_;
    refuse('OUTSIDE_ROOT', "$below has a .. in it.") if grep { $_ eq '..' } split m{/}, $below;
    my ($path, $root) = base($base);
    my $fh = open_path(length $below ? "$path/$below" : "$path/.", $directory ? $O_DIRECTORY : 0);
    my $at = place($fh);
    refuse('OUTSIDE_ROOT', "$below leads out of $root; it is left alone.") unless $at eq $root || index($at, $root eq '/' ? '/' : "$root/") == 0;
    return $fh;
}

sub parent {
    my ($base, $below) = @_;
    my ($up, $name) = $below =~ m{^(?:(.*)/)?([^/]+)$}s or refuse('OUTSIDE_ROOT', 'The root itself is not exchanged, made or deleted.');
    refuse('OUTSIDE_ROOT', "$below has a .. in it.") if $name eq '..';
    return (hold($base, defined $up ? $up : '', 1), $name);
}

sub in_folder { my ($fh, $name) = @_; return '/proc/self/fd/' . fileno($fh) . "/$name" }

# The first names in a folder: it may hold more than there is memory for.
sub names {
    my ($fh, $what, $most) = @_;
    opendir(my $dir, in_folder($fh, '.')) or failed($what);
    my @names;
    while (@names < $most && defined(my $name = readdir $dir)) { push @names, $name if $name ne '.' && $name ne '..' }
    closedir $dir;
    return @names;
}

sub entry {
    my ($below, $fh, $name, $flags) = @_;
    my @facts = look(fileno $fh, $name, $flags) or failed("There is no $below");
    my $target = kind($facts[0]) eq 'LINK' ? readlink(in_folder($fh, $name)) : undef;
    my $mode = shift @facts;
    return ($below, kind($mode), $mode & 07777, @facts, defined $target ? "+$target" : '-');
}

sub remove {
    my ($fh, $name, $depth, $top, $up) = @_;
    my @facts = look(fileno $fh, $name, $AT_NOFOLLOW);
    if (!@facts) { return if $! == 2; failed($name) }
    if (kind($facts[0]) ne 'DIRECTORY') { unlink(in_folder($fh, $name)) or $! == 2 or failed($name); return }
    if ($depth == $DEEPEST) {
        my $lifted = ".deleted-$$-" . time . '-' . $moves++;
        rename(in_folder($fh, $name), in_folder($top, $lifted)) or failed($name);
        push @$up, $lifted;
        return;
    }
    my $inside = open_path(in_folder($fh, $name), $O_DIRECTORY | $O_NOFOLLOW);
    while (my @some = names($inside, $name, $AT_ONCE)) { remove($inside, $_, $depth + 1, $top, $up) for @some }
    rmdir(in_folder($fh, $name)) or failed($name);
}

sub remove_tree {
    my ($base, $below) = @_;
    my ($fh, $name) = eval { parent($base, $below) };
    if (my $e = $@) { return if ref $e && $e->[0] eq 'MISSING'; die $e }
    my @up;
    my $done = eval { remove($fh, $name, 0, $fh, \@up); 1 };
    my $e = $@;
    remove($fh, shift @up, 0, $fh, \@up) while @up;
    die $e unless $done;
}

sub keep_private {
    my ($base, $below) = @_;
    my $swapped = "Something else was put in the place of our folder $below; leave it alone until we are done.";
    my ($up, $name) = parent($base, $below);
    my $fh;
    unless (sysopen($fh, in_folder($up, $name), $O_PATH | $O_DIRECTORY | $O_NOFOLLOW)) {
        refuse('SWAPPED', $swapped) if $! == 20 || $! == 40;
        failed($below);
    }
    my @facts = look(fileno $fh, '', $AT_EMPTY) or failed($below);
    refuse('SWAPPED', $swapped) if ($facts[0] & 0077) || $facts[4] != $>;
    $held{ fileno $fh } = $fh;
    return ($$, fileno $fh, $facts[7]);
}

sub rename_in_one_step {
    my ($flags, $base_a, $below_a, $base_b, $below_b) = @_;
    my ($fh_a, $name_a) = parent($base_a, $below_a);
    my ($fh_b, $name_b) = parent($base_b, $below_b);
    return if syscall($CALL{renameat2}, fileno($fh_a) + 0, "$name_a", fileno($fh_b) + 0, "$name_b", $flags + 0) == 0;
    refuse('NOT_SUPPORTED', "This kernel or file system cannot exchange or move $below_a and $below_b in one step, or one lies within the other.")
        if $! == 22 || $! == 38;
    refuse('OTHER', "Something stands at $below_b.") if $! == 17;
    failed("$below_a or $below_b");
}

sub set_time {
    my ($fh, $name, $seconds, $nanos) = @_;
    my $times = pack('q4', $seconds, $nanos, $seconds, $nanos);
    syscall($CALL{utimensat}, fileno($fh) + 0, "$name", $times, $AT_NOFOLLOW + 0) == 0 or failed($name);
}

sub clean { my @c; for (split m{/}, $_[0]) { next if !length || $_ eq '.'; if ($_ eq '..') { pop @c } else { push @c, $_ } } return @c }

# Follows a link name by name, as the kernel will once the tree stands where it lives.
sub leads_out {
    my ($tree, $folder, $target, $lives) = @_;
    my (@at, @rest) = @$folder;
    my $links = 1;
    my $start = sub {
        my ($to) = @_;
        if ($to !~ m{^/}) { unshift @rest, grep { length && $_ ne '.' } split m{/}, $to; return 1 }
        # Name by name, and not cleaned: behind a link .. is the folder above that to which it leads.
        my @coming = grep { length && $_ ne '.' } split m{/}, $to;
        for my $name (@$lives) { return 0 if !@coming || shift @coming ne $name }
        @at = ();
        unshift @rest, @coming;
        return 1;
    };
    $start->($target) or return 1;
    while (@rest) {
        my $name = shift @rest;
        if ($name eq '..') { return 1 unless @at; pop @at; next }
        my $next = join '/', $tree, @at, $name;
        if (-l $next) {
            return 0 if ++$links > $MOST_LINKS;
            $start->(readlink $next) or return 1;
            next;
        }
        push @at, $name;
    }
    return 0;
}

sub hazards {
    my ($base, $below, $lives_at, $limit) = @_;
    my $root = hold($base, $below, 1);
    my $tree = '/proc/self/fd/' . fileno $root;
    my (@found, %shared);
    my $add = sub { my ($kind, $path, $target) = @_; push @found, [$kind, $below . (length $path ? "/$path" : ''), defined $target ? "+$target" : '-'] };
    my @lives = clean($lives_at);
    my $walk;
    $walk = sub {
        my ($path) = @_;
        my $full = length $path ? "$tree/$path" : "$tree/.";
        my ($mode, $size, $seconds, $nanos, $owner, $group, $links, $identity) = look($AT_CWD, $full, $AT_NOFOLLOW);
        defined $mode or failed($path);
        my $kind = kind($mode);
        if ($kind eq 'LINK') {
            my $target = readlink $full;
            my @folder = split m{/}, $path;
            pop @folder;
            $add->('LINK_OUT', $path, $target) if leads_out($tree, \@folder, $target, \@lives);
        } elsif ($kind eq 'DEVICE' || $kind eq 'FIFO') {
            $add->($kind, $path);
        } elsif ($kind eq 'FILE') {
            $add->('SETGID', $path) if ($mode & 02000) && ($mode & 0111);
            my $attribute = 'security.capability';
            $add->('CAPABILITIES', $path) if syscall($CALL{lgetxattr}, $full, $attribute, 0, 0) >= 0;
            if ($links > 1) { $shared{$identity} ||= [$path, $links, 0]; $shared{$identity}[2]++ }
        }
        $add->('SETUID', $path) if ($mode & 04000) && $kind ne 'LINK';
        return if $kind ne 'DIRECTORY' || @found >= $limit;
        opendir(my $dir, $full) or failed($path);
        my @names = grep { $_ ne '.' && $_ ne '..' } readdir $dir;
        closedir $dir;
        for my $name (@names) { $walk->(length $path ? "$path/$name" : $name); return if @found >= $limit }
    };
    $walk->('');
    $add->('HARD_LINK_OUT', $_->[0]) for grep { $_->[2] < $_->[1] } values %shared;
    splice @found, $limit if @found > $limit;
    return map { @$_ } @found;
}

# Gives what was unpacked its times to the nanosecond, and takes out what stands for a thing that an archive does not hold.
sub settle {
    my ($base, $below, @nodes) = @_;
    my @wrong;
    while (my ($path, $kind, $size, $seconds, $nanos) = splice @nodes, 0, 5) {
        my ($fh, $name) = eval { parent($base, "$below$path") };
        my @facts = $fh ? look(fileno $fh, $name, $AT_NOFOLLOW) : ();
        if ($kind eq 'NONE') { unlink in_folder($fh, $name) if @facts; next }
        if (!@facts || kind($facts[0]) ne $kind || ($kind eq 'FILE' && $facts[1] != $size)) { push @wrong, $path; next }
        set_time($fh, $name, $seconds, $nanos);
    }
    return @wrong;
}

sub copy {
    my ($from_base, $from, $to_base, $to, $mode, $seconds, $nanos) = @_;
    my $source = hold($from_base, $from, 0);
    my @facts = look(fileno $source, '', $AT_EMPTY) or failed($from);
    refuse('NOT_A_FILE', "$from is not an ordinary file.") if kind($facts[0]) ne 'FILE';
    open(my $in, '<:raw', '/proc/self/fd/' . fileno $source) or failed($from);
    my $piece = sub {
        my $bytes = '';
        defined(sysread($in, $bytes, $PIECE)) or failed($from);
        return $bytes;
    };
    fill($to_base, $to, $mode, $piece, $seconds, $nanos);
}

# A file of ours, whole or not at all, from pieces of which the last one is empty.
sub fill {
    my ($base, $below, $mode, $piece, $seconds, $nanos) = @_;
    my ($fh, $name) = parent($base, $below);
    my $part = ".$name.gardefou";
    # What a process that died had begun.
    unlink in_folder($fh, $part);
    sysopen(my $out, in_folder($fh, $part), $O_CREAT_EXCL | 1, 0600) or failed($below);
    my $done = eval {
        for (my $bytes = $piece->(); length $bytes; $bytes = $piece->()) {
            for (my $at = 0; $at < length $bytes;) { my $n = syswrite $out, $bytes, length($bytes) - $at, $at; defined $n or failed($below); $at += $n }
        }
        close $out or failed($below);
        chmod $mode, in_folder($fh, $part) or failed($below);
        set_time($fh, $part, $seconds, $nanos) if defined $seconds;
        rename in_folder($fh, $part), in_folder($fh, $name) or failed($below);
        1;
    };
    return if $done;
    my $e = $@;
    unlink in_folder($fh, $part);
    die $e;
}

my %DO = (
    resolve => sub { my $fh = hold(@_, 0); my ($path) = base($_[0]); return $_[0] =~ /^H/ ? "/proc/$$/fd/" . substr($_[0], 1) . "/$_[1]" : place($fh) },
    stat => sub {
        my ($base, $below) = @_;
        return entry('', hold($base, '', 1), '', $AT_EMPTY) unless length $below;
        my ($fh, $name) = parent($base, $below);
        return entry($below, $fh, $name, $AT_NOFOLLOW);
    },
    list => sub {
        my ($base, $below, $limit) = @_;
        my $fh = hold($base, $below, 1);
        my @names = names($fh, $below, $limit + 1);
        my $cut = @names > $limit ? 1 : 0;
        splice @names, $limit if $cut;
        my @all;
        for my $name (@names) {
            my @one = eval { entry(length $below ? "$below/$name" : $name, $fh, $name, $AT_NOFOLLOW) };
            # A name that vanished between the listing and the look is no longer in the directory.
            if (my $e = $@) { next if ref $e && $e->[0] eq 'MISSING'; die $e }
            push @all, @one;
        }
        return ($cut, @all);
    },
    slice => sub {
        my ($base, $below, $offset, $most) = @_;
        my $fh = hold($base, $below, 0);
        my @facts = look(fileno $fh, '', $AT_EMPTY) or failed($below);
        refuse('NOT_A_FILE', "$below is not an ordinary file.") if kind($facts[0]) ne 'FILE';
        open(my $in, '<:raw', '/proc/self/fd/' . fileno $fh) or failed($below);
        my $size = $facts[1];
        my $start = $offset < 0 ? ($size + $offset > 0 ? $size + $offset : 0) : $offset < $size ? $offset : $size;
        sysseek $in, $start, 0 or $start == 0 or failed($below);
        my $bytes = '';
        while (length $bytes < $most) {
            my $read = sysread $in, $bytes, $most - length $bytes, length $bytes;
            defined $read or failed($below);
            last unless $read;
        }
        return ($start, $size, $facts[7], $bytes);
    },
    free => sub {
        my $fh = hold(@_, 1);
        open(my $said, '-|', 'stat', '-f', '-c', '%a %b %S', '--', "/proc/$$/fd/" . fileno($fh) . '/.') or failed('stat');
        my ($usable, $all, $block) = split ' ', <$said> // '';
        defined $block or refuse('OTHER', 'stat -f does not tell the room there is.');
        return ($usable * $block, $all * $block);
    },
    mkdir => sub {
        my ($base, $below, $mode) = @_;
        my ($fh, $name) = parent($base, $below);
        unless (mkdir in_folder($fh, $name), 0700) { refuse('OTHER', "$below is there already.") if $! == 17; failed($below) }
        $mode == 0700 or chmod $mode, in_folder($fh, $name) or failed($below);
        return;
    },
    symlink => sub { my ($base, $below, $target) = @_; my ($fh, $name) = parent($base, $below); symlink $target, in_folder($fh, $name) or failed($below); return },
    chmod => sub {
        my ($base, $below, $mode) = @_;
        my ($fh, $name) = parent($base, $below);
        my @facts = look(fileno $fh, $name, $AT_NOFOLLOW) or failed($below);
        refuse('NOT_A_DIRECTORY', "$below is no folder.") if kind($facts[0]) ne 'DIRECTORY';
        chmod $mode, in_folder($fh, $name) or failed($below);
        return;
    },
    delete => sub { remove_tree(@_); return },
    create => sub {
        my ($base, $below) = @_;
        remove_tree($base, $below);
        my ($fh, $name) = parent($base, $below);
        unless (mkdir in_folder($fh, $name), 0700) { refuse('OTHER', "$below is there already.") if $! == 17; failed($below) }
        my @kept = keep_private($base, $below);
        # Not even an older folder of ours, moved to this name: nothing can have been made in a new one.
        refuse('SWAPPED', "Something else was put in the place of our folder $below.") if names($held{ $kept[1] }, $below, 1);
        return @kept;
    },
    open => sub { return keep_private(@_) },
    untouched => sub {
        my ($base, $below, $identity) = @_;
        my ($fh, $name) = parent($base, $below);
        my @facts = look(fileno $fh, $name, $AT_NOFOLLOW);
        refuse('SWAPPED', "Something else was put in the place of our folder $below; leave it alone until we are done.")
            unless @facts && $facts[7] eq $identity;
        return;
    },
    rename => sub { rename_in_one_step(@_); return },
    hazards => \&hazards,
    settle => \&settle,
    copy => sub { copy(@_); return },
    write => sub { my ($base, $below, $mode, @pieces) = @_; fill($base, $below, $mode, sub { return shift(@pieces) // '' }); return },
);

my $idle = shift @ARGV || 0;
$SIG{ALRM} = sub { exit 0 };
while (1) {
    alarm $idle;
    my $count = in_line();
    alarm 0;
    my @words = map { in_bytes(in_line()) } 1 .. $count;
    my $what = shift @words;
    my @said = eval { $DO{$what}->(@words) };
    if (my $e = $@) { answer('no', ref $e ? @$e : ('OTHER', "$e")) }
    else { answer('ok', @said) }
}
