package org.gardefou.restic;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from exit code and text why restic failed. Before 0.17 every failure has exit code 1, so the text decides. */
final class Failures {
    private static final Pattern LOCKED =
            Pattern.compile("already locked( exclusively)? by PID (\\d+) on (\\S+)(?: by .*)?(?:\\s+lock was created at"
                    + " (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d))?");
    private static final DateTimeFormatter LOCK_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final Pattern NO_SPACE = Pattern.compile(
            "no space left on device|disk quota exceeded|file too large|insufficient storage|Quota ?Exceeded|storage (?:is )?full|StorageFull|entity too large"
                    + "|\\b(?:507|413)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_THERE = Pattern.compile(
            "no such file or directory|does not exist|file does not exist|not found|NoSuchKey|NoSuchBucket|\\b404\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_SNAPSHOT = Pattern.compile(
            "no matching ID found|failed to find snapshot|multiple IDs with prefix|failed to load snapshot",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DAMAGED = Pattern.compile(
            "ciphertext verification failed|Pack ID does not match|hash mismatch|does not match|unexpected pack id"
                    + "|repository contains errors|invalid data returned|LoadIndex returned errors"
                    + "|not found in (?:the )?(?:repository|index)|load(?:ing)? .*data/.*no such file",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNREACHABLE = Pattern.compile(
            "connection refused|closed by foreign host|broken pipe|no such host|i/o timeout|connection reset|no route to host|network is unreachable"
                    + "|handshake|unexpected HTTP response|Access ?Denied|SignatureDoesNotMatch|InvalidAccessKeyId|ssh command exited"
                    + "|Permission denied \\(publickey|server unexpectedly closed|transport connection broken|Unauthorized|Forbidden"
                    + "|Host key verification failed|unable to start the sftp session|connection lost",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NOT_OPENED = Pattern.compile("unable to open (?:config file|repository)");

    /** Disks and network file systems that answer no more: nothing is known of the data then. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "input/output error|permission denied|operation not permitted|stale (?:NFS )?file handle"
                    + "|transport endpoint is not connected|connection timed out|host is down|no such device"
                    + "|context deadline exceeded|TLS handshake|unexpected EOF from|service unavailable|server response: 5\\d\\d"
                    + "|too many open files|cannot allocate memory",
            Pattern.CASE_INSENSITIVE);

    /** Names of a customer's files, which may be like anything. */
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private static final String TRIED_AGAIN = ", retrying after ";

    private final String operation;
    private final String location;
    private final String cacheDirectory;

    Failures(String operation, String location, String cacheDirectory) {
        this.operation = operation;
        this.location = location;
        this.cacheDirectory = cacheDirectory;
    }

    /** Lack of space and damage, which also hide among the messages of single files. */
    Optional<ResticException> storage(List<String> lines, List<Unreadable> items, @Nullable String target) {
        for (String line : lines) {
            if (NO_SPACE.matcher(line).find()) {
                return Optional.of(noSpace(line, target));
            }
        }
        for (String line : lines) {
            if (DAMAGED.matcher(line).find()) {
                return Optional.of(new ResticException.Damaged(
                        location, items.stream().map(Unreadable::path).toList(), line));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the storage stopped to answer in the middle of a reading. What restic then misses it calls damage, in the same words.
     * What it tried again does not count: it says at the end what failed for good.
     */
    Optional<ResticException> away(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.contains(TRIED_AGAIN))
                .map(line -> QUOTED.matcher(line).replaceAll("\"…\""))
                .filter(line -> UNREACHABLE.matcher(line).find()
                        || UNREADABLE.matcher(line).find())
                .<ResticException>map(line -> new ResticException.RepositoryUnreachable(location, line))
                .findFirst();
    }

    ResticException of(Finished finished, @Nullable String snapshotId, @Nullable String target) {
        List<String> lines = finished.stderr().lines();
        String text = String.join("\n", lines);
        int exit = finished.exit();
        if (exit == 12 || text.contains("wrong password or no key found")) {
            return new ResticException.WrongPassword(location);
        }
        Matcher locked = LOCKED.matcher(text);
        if (locked.find()) {
            return new ResticException.RepositoryLocked(
                    Long.parseLong(locked.group(2)), locked.group(3), locked.group(1) != null, since(locked.group(4)));
        }
        if (exit == 11) {
            return new ResticException.RepositoryLocked(-1, "an unknown host", false, null);
        }
        if (exit == 10
                || (text.contains("unable to open config file")
                        && NOT_THERE.matcher(text).find())) {
            return new ResticException.RepositoryMissing(location);
        }
        if (snapshotId != null && NO_SNAPSHOT.matcher(text).find()) {
            return new ResticException.SnapshotUnknown(snapshotId);
        }
        return storage(lines, finished.stderr().items(), target).orElseGet(() -> {
            if (UNREACHABLE.matcher(text).find()) {
                return new ResticException.RepositoryUnreachable(location, lastOf(lines));
            }
            if (!location.startsWith("/") && NOT_OPENED.matcher(text).find()) {
                // Whatever its library calls it: nothing was heard from there.
                return new ResticException.RepositoryUnreachable(location, lines.getFirst());
            }
            return new ResticException.ResticFailed(
                    operation, exit, finished.stderr().tail(), null);
        });
    }

    /** What restic was stopped for: it went on trying. */
    ResticException inVain(Finished finished, @Nullable String target) {
        String line = finished.stderr().inVain().orElse("no answer");
        return NO_SPACE.matcher(line).find()
                ? noSpace(line, target)
                : new ResticException.RepositoryUnreachable(location, line);
    }

    /** Since 0.14 exits with 0 when listing what is not there. */
    static boolean namesUnknownSnapshot(Stderr stderr) {
        return stderr.lines().stream()
                .anyMatch(line -> NO_SNAPSHOT.matcher(line).find());
    }

    private ResticException noSpace(String line, @Nullable String target) {
        if (!cacheDirectory.isEmpty() && line.contains(cacheDirectory + "/")) {
            return new ResticException.NoSpace(ResticException.NoSpace.Place.CACHE, cacheDirectory, line);
        }
        if (target != null) {
            return new ResticException.NoSpace(ResticException.NoSpace.Place.TARGET, target, line);
        }
        return new ResticException.NoSpace(ResticException.NoSpace.Place.REPOSITORY, location, line);
    }

    private static @Nullable Instant since(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            // restic prints local time; its processes run with TZ=UTC.
            return LocalDateTime.parse(text, LOCK_TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String lastOf(List<String> lines) {
        return lines.reversed().stream()
                .filter(line -> UNREACHABLE.matcher(line).find())
                .findFirst()
                .orElse("no answer");
    }
}
