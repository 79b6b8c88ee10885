package org.gardefou.restic;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to reach and open a repository, and with how much of the machine.
 *
 * @param location as restic takes it: an absolute path, {@code sftp:…}, {@code rest:…}, {@code s3:…}
 * @param cacheDirectory absolute; one for each service. It also holds the journal of our own processes
 * @param environment more variables for restic, for example the credentials of a bucket; handled as secrets
 * @param options restic's extended options ({@code -o}); they show in the process list, so no secrets here
 * @param keyHint the id of the key to try first, which saves time when there are several
 * @param nice 0 to 19, how far restic stands back for others; 0 for not at all
 * @param uploadKiBps limit in KiB a second, 0 for none
 * @param downloadKiBps limit in KiB a second, 0 for none
 * @param maxCpus how many cores restic may use
 * @param turns how many processes may be at work there at the same time; null for any number
 * @param patience for how long restic may try the same thing again at its storage, in the middle of some work; to open it, 20 s at most
 */
public record RepositoryAccess(
        String location,
        RepositoryPassword password,
        Path cacheDirectory,
        Map<String, String> environment,
        Map<String, String> options,
        @Nullable String keyHint,
        int nice,
        int uploadKiBps,
        int downloadKiBps,
        int maxCpus,
        @Nullable ProcessTurns turns,
        Duration patience) {
    /** Two cores keep a disk busy; more would take them from the sites on the same machine. */
    private static final int USUAL_CPUS = 2;

    /** A server that is started anew, or a link that comes back, costs no work of hours; a worker is not held up for long. */
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(2);

    private static final Pattern SCHEME = Pattern.compile("(rest|s3|sftp|azure|gs|swift|b2|rclone):.*");
    private static final Pattern USER_INFO = Pattern.compile("://([^/@]*)@");

    public RepositoryAccess {
        environment = Map.copyOf(environment);
        options = Map.copyOf(options);
        if (!cacheDirectory.isAbsolute()) {
            throw new IllegalArgumentException("The cache directory must be absolute: " + cacheDirectory);
        }
        if (!SCHEME.matcher(location).matches() && !path(location).isAbsolute()) {
            throw new IllegalArgumentException("The location of a repository is an absolute path, or starts with rest:,"
                    + " s3:, sftp:, azure:, gs:, swift:, b2: or rclone:, not \"" + location + "\"");
        }
        if (nice < 0 || nice > 19 || uploadKiBps < 0 || downloadKiBps < 0 || maxCpus < 1) {
            throw new IllegalArgumentException(
                    "nice is 0 to 19, a bandwidth limit 0 (none) or more, and at least one core is needed");
        }
    }

    public static RepositoryAccess of(String location, RepositoryPassword password, Path cacheDirectory) {
        return new RepositoryAccess(
                location,
                password,
                cacheDirectory,
                Map.of(),
                Map.of(),
                null,
                0,
                0,
                0,
                Math.min(USUAL_CPUS, Runtime.getRuntime().availableProcessors()),
                null,
                USUAL_PATIENCE);
    }

    public RepositoryAccess withEnvironment(Map<String, String> variables) {
        return new RepositoryAccess(
                location,
                password,
                cacheDirectory,
                variables,
                options,
                keyHint,
                nice,
                uploadKiBps,
                downloadKiBps,
                maxCpus,
                turns,
                patience);
    }

    public RepositoryAccess withOptions(Map<String, String> extended) {
        return new RepositoryAccess(
                location,
                password,
                cacheDirectory,
                environment,
                extended,
                keyHint,
                nice,
                uploadKiBps,
                downloadKiBps,
                maxCpus,
                turns,
                patience);
    }

    public RepositoryAccess withKeyHint(String id) {
        return new RepositoryAccess(
                location,
                password,
                cacheDirectory,
                environment,
                options,
                id,
                nice,
                uploadKiBps,
                downloadKiBps,
                maxCpus,
                turns,
                patience);
    }

    public RepositoryAccess withNice(int level) {
        return new RepositoryAccess(
                location,
                password,
                cacheDirectory,
                environment,
                options,
                keyHint,
                level,
                uploadKiBps,
                downloadKiBps,
                maxCpus,
                turns,
                patience);
    }

    public RepositoryAccess withBandwidth(int upKiBps, int downKiBps) {
        return new RepositoryAccess(
                location,
                password,
                cacheDirectory,
                environment,
                options,
                keyHint,
                nice,
                upKiBps,
                downKiBps,
                maxCpus,
                turns,
                patience);
    }

    public RepositoryAccess withMaxCpus(int cpus) {
        return new RepositoryAccess(
                location,
                password,
                cacheDirectory,
                environment,
                options,
                keyHint,
                nice,
                uploadKiBps,
                downloadKiBps,
                cpus,
                turns,
                patience);
    }

    /** Its processes take turns with all others that are given the same. */
    public RepositoryAccess withTurns(ProcessTurns shared) {
        return new RepositoryAccess(
                location,
                password,
                cacheDirectory,
                environment,
                options,
                keyHint,
                nice,
                uploadKiBps,
                downloadKiBps,
                maxCpus,
                shared,
                patience);
    }

    /** Its storage is waited for so long in the middle of some work. */
    public RepositoryAccess withPatience(Duration limit) {
        return new RepositoryAccess(
                location,
                password,
                cacheDirectory,
                environment,
                options,
                keyHint,
                nice,
                uploadKiBps,
                downloadKiBps,
                maxCpus,
                turns,
                limit);
    }

    /** The same with another password. */
    public RepositoryAccess withPassword(RepositoryPassword other) {
        return new RepositoryAccess(
                location,
                other,
                cacheDirectory,
                environment,
                options,
                keyHint,
                nice,
                uploadKiBps,
                downloadKiBps,
                maxCpus,
                turns,
                patience);
    }

    /**
     * Opens another repository in the same process, to read from it. The one process has one environment and one set of
     * options: two buckets with different keys, or two servers over SSH, do not go together.
     *
     * @throws IllegalArgumentException when they do not
     */
    RepositoryAccess readingFrom(RepositoryAccess origin) {
        Map<String, String> variables = together(environment, origin.environment);
        variables.put("RESTIC_FROM_REPOSITORY", origin.location);
        variables.put("RESTIC_FROM_PASSWORD", origin.password.reveal());
        return new RepositoryAccess(
                location,
                password,
                cacheDirectory,
                variables,
                together(options, origin.options),
                keyHint,
                nice,
                uploadKiBps,
                origin.downloadKiBps,
                maxCpus,
                turns,
                patience);
    }

    /** Whether one process can open both: one copies into the other. */
    public boolean goesTogetherWith(RepositoryAccess other) {
        return agree(environment, other.environment) && agree(options, other.options);
    }

    private static Map<String, String> together(Map<String, String> mine, Map<String, String> theirs) {
        if (!agree(mine, theirs)) {
            throw new IllegalArgumentException(
                    "One restic process cannot open both repositories: they need different"
                            + " credentials of one kind. Keep the copy at another kind of place, or under the same credentials.");
        }
        Map<String, String> all = new TreeMap<>(theirs);
        all.putAll(mine);
        return all;
    }

    private static boolean agree(Map<String, String> mine, Map<String, String> theirs) {
        return mine.entrySet().stream().allMatch(entry -> theirs.getOrDefault(entry.getKey(), entry.getValue())
                .equals(entry.getValue()));
    }

    /** The folder of a repository on a disk of this machine. */
    Optional<Path> localFolder() {
        return SCHEME.matcher(location).matches() ? Optional.empty() : Optional.of(path(location));
    }

    /** The location without user and password. */
    public String shownLocation() {
        return USER_INFO.matcher(location).replaceAll("://***@");
    }

    /** What must not show in any message. */
    List<String> secrets() {
        Matcher userInfo = USER_INFO.matcher(location);
        return Stream.concat(
                        Stream.concat(Stream.of(password.reveal()), environment.values().stream()),
                        userInfo.find() ? Stream.of(userInfo.group(1)) : Stream.empty())
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    private static Path path(String location) {
        return Path.of(location.startsWith("local:") ? location.substring("local:".length()) : location);
    }

    @Override
    public String toString() {
        return "RepositoryAccess[" + shownLocation() + ", environment " + new TreeMap<>(environment).keySet() + "]";
    }
}
