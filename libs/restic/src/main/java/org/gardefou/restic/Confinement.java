package org.gardefou.restic;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a program read nothing but some folders, by Landlock (Linux 5.13, {@code landlock(7)}). A backup runs with our
 * rights in a tree that a customer can change under it: restic walks by names, and a folder that is swapped for a link
 * while it walks would lead it into another customer's files. The kernel then refuses what lies outside, whatever its
 * name, and the backup says so.
 *
 * <p>The program that sets the rules replaces itself by the one it confines, so that the process stays the same. It is
 * Perl because Debian's essential packages have that, and no other program with the calls: setpriv has learnt them in
 * util-linux 2.40 only, and a thread of ours that confined itself would hand its bounds on to the threads that Java
 * starts from it. What the kernel still tells is what names outside look like ({@code lstat}, {@code readlink}).
 */
final class Confinement {
    /** The rights to read files (1 &lt;&lt; 2) and list folders (1 &lt;&lt; 3); a rule for a file may only name the first. */
    private static final String SCRIPT = """
            my $read = 1 << 2 | 1 << 3;
            my $rules = syscall(444, my $handled = pack("Q", $read), 8, 0);
            die "landlock_create_ruleset: $!\\n" if $rules < 0;
            while (defined(my $path = shift)) {
                last if $path eq "--";
                sysopen(my $place, $path, 010000000) or next;
                my $rule = pack("Ql", -d $place ? $read : 1 << 2, fileno $place);
                syscall(445, $rules, 1, $rule, 0) == 0 or die "landlock_add_rule $path: $!\\n";
            }
            syscall(446, $rules, 0) == 0 or die "landlock_restrict_self: $!\\n";
            exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!\\n";
            """;

    /** What every program needs to start, to know users by name and to reach a server; all of it open to everybody. */
    private static final List<String> SYSTEM = List.of(
            "/bin",
            "/lib",
            "/lib64",
            "/usr/bin",
            "/usr/lib",
            "/usr/lib64",
            "/usr/local/bin",
            "/usr/share/ca-certificates",
            "/usr/local/share/ca-certificates",
            "/usr/share/zoneinfo",
            "/etc/ld.so.cache",
            "/etc/passwd",
            "/etc/group",
            "/etc/nsswitch.conf",
            "/etc/hosts",
            "/etc/host.conf",
            "/etc/gai.conf",
            "/etc/resolv.conf",
            "/run/systemd/resolve",
            "/etc/services",
            "/etc/localtime",
            "/etc/ssl/certs",
            "/etc/ssl/openssl.cnf",
            "/etc/pki/tls/certs",
            "/etc/pki/ca-trust/extracted",
            "/etc/ssh/ssh_config",
            "/etc/ssh/ssh_config.d",
            "/etc/ssh/ssh_known_hosts",
            "/var/lib/sss/mc",
            "/dev/null",
            "/dev/urandom");

    private final List<String> start;

    private Confinement(List<String> start) {
        this.start = start;
    }

    /** How programs are confined on this machine; empty where kernel or programs for it are missing. */
    static Optional<Confinement> ofThisMachine() {
        return Here.confinement();
    }

    /** A program on another machine with what confines it there to its working directory and some more. */
    static List<String> elsewhere(String program, List<Path> readable) {
        List<String> vector = new ArrayList<>(List.of("setpriv", "--no-new-privs", "perl", "-e", SCRIPT));
        vector.addAll(SYSTEM);
        vector.add(".");
        vector.add(program);
        readable.forEach(path -> vector.add(path.toString()));
        vector.addAll(List.of("--", program));
        return vector;
    }

    /** What comes before the confined command. Folders and files that are not there are passed over. */
    List<String> before(List<Path> readable) {
        List<String> prefix = new ArrayList<>(start);
        prefix.addAll(SYSTEM);
        readable.forEach(path -> prefix.add(path.toString()));
        prefix.add("--");
        return prefix;
    }

    /** Tried until the machine has answered: neither the kernel nor the essential programs come and go. */
    private static final class Here {
        private static final Duration PATIENCE = Duration.ofSeconds(10);
        private static @Nullable Confinement found;
        private static boolean answered;

        static synchronized Optional<Confinement> confinement() {
            if (!answered) {
                found = find();
            }
            return Optional.ofNullable(found);
        }

        private static @Nullable Confinement find() {
            Optional<Path> setpriv = Restic.onPath("setpriv");
            Optional<Path> perl = Restic.onPath("perl");
            Optional<Path> none = Restic.onPath("true");
            if (setpriv.isEmpty() || perl.isEmpty() || none.isEmpty()) {
                answered = true;
                return null;
            }
            // Without root the kernel wants the promise that no program gains rights by its setuid bit.
            Confinement candidate = new Confinement(List.of(
                    setpriv.get().toString(), "--no-new-privs", perl.get().toString(), "-e", SCRIPT));
            List<String> trial = candidate.before(List.of());
            trial.add(none.get().toString());
            Trial outcome = Trial.of(trial, PATIENCE);
            answered = outcome != Trial.UNKNOWN;
            return outcome == Trial.SUCCEEDED ? candidate : null;
        }
    }

    /**
     * Where the authorities lie by which restic knows a server, if not where the system has them: one file, or folders with a
     * colon between them, as Go's {@code crypto/x509} reads it.
     */
    static List<Path> authorities(Map<String, String> environment) {
        List<Path> paths = new ArrayList<>();
        Optional.ofNullable(environment.get("SSL_CERT_FILE")).map(Path::of).ifPresent(paths::add);
        Arrays.stream(environment.getOrDefault("SSL_CERT_DIR", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .forEach(paths::add);
        return paths;
    }

    /** What came of trying a command. */
    enum Trial {
        SUCCEEDED,
        FAILED,
        /** It did not end by itself, or could not be started, on a machine that is short of everything: nothing is known of the next. */
        UNKNOWN;

        /** Tries a command for that long; afterwards it runs no more. */
        static Trial of(List<String> command, Duration patience) {
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try {
                    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) return UNKNOWN;
                    return process.exitValue() == 0 ? SUCCEEDED : FAILED;
                } finally {
                    process.destroyForcibly();
                }
            } catch (IOException e) {
                return UNKNOWN;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return UNKNOWN;
            }
        }
    }
}
