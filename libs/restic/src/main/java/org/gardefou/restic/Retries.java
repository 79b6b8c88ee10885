package org.gardefou.restic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What restic tries again at its storage, by what it says of it. From 0.17 on it does so for a quarter of an hour, and 0.14 ten times
 * also where the storage has refused: nobody waits so long, and a worker that did would be missed elsewhere.
 */
final class Retries {
    /** To open a repository, and to read what describes it: the storage is there or it is not. */
    private static final Duration OPENING = Duration.ofSeconds(20);

    /** What comes up so long behind the next try is another trouble: 0.14 does not say that it has succeeded. */
    private static final Duration OVER = Duration.ofMinutes(2);

    /** Fewer are no proof, however long each of them took. */
    private static final int TRIES = 3;

    /** What no patience helps against; said twice, since a busy gateway may say it once. */
    private static final Pattern REFUSED = Pattern.compile(
            "\\b(?:401|403|405|413|507)\\b|access ?denied|forbidden|unauthorized|quota ?exceeded|InvalidAccessKeyId"
                    + "|SignatureDoesNotMatch|no space left|insufficient storage|file too large",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LINE =
            Pattern.compile("(.*?) returned error, retrying after ([0-9.a-zµ]+): (.*)", Pattern.DOTALL);
    private static final Pattern WHILE_OPENING = Pattern.compile("<(?:config|key|lock)/");
    private static final Pattern SUCCESS = Pattern.compile("(.*) operation successful after \\d+ retries");
    private static final Pattern PART = Pattern.compile("([0-9.]+)(h|ms|µs|us|ns|m|s)");

    private final Duration patience;
    private final Map<String, Trial> trials = new HashMap<>();
    private Optional<String> vain = Optional.empty();

    Retries(Duration patience) {
        this.patience = patience;
    }

    /** How patient one is who only wants to open a repository. */
    static Duration opening(Duration patience) {
        return patience.compareTo(OPENING) < 0 ? patience : OPENING;
    }

    /** Something that was tried so often, since and until then, in nanoseconds. */
    private record Trial(int tries, long since, long until) {}

    /**
     * @param line as it came
     * @param now of a clock that only goes forward, in nanoseconds
     */
    synchronized void line(String line, long now) {
        Matcher success = SUCCESS.matcher(line);
        if (success.matches()) trials.remove(success.group(1));
        Matcher retry = LINE.matcher(line);
        if (!retry.matches()) return;
        long pause = pause(retry.group(2)).toNanos();
        Trial known = trials.get(retry.group(1));
        Trial trial = known == null || now - known.until() > OVER.toNanos()
                ? new Trial(1, now, now + pause)
                : new Trial(known.tries() + 1, known.since(), now + pause);
        trials.put(retry.group(1), trial);
        boolean refused = trial.tries() >= 2 && REFUSED.matcher(retry.group(3)).find();
        boolean late = trial.tries() >= TRIES && trial.until() - trial.since() > patienceWith(retry.group(1));
        if (refused || late) vain = Optional.of(retry.group(1) + ": " + retry.group(3));
    }

    private long patienceWith(String what) {
        return (WHILE_OPENING.matcher(what).find() ? opening(patience) : patience).toNanos();
    }

    /** What was tried in vain; empty while there is hope. */
    synchronized Optional<String> inVain() {
        return vain;
    }

    /** Whether the storage answered that it will not. */
    static boolean refused(String reason) {
        return REFUSED.matcher(reason).find();
    }

    /** As Go writes it: 1m13.23s, 552.3ms. */
    static Duration pause(String text) {
        double seconds = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            seconds += Double.parseDouble(part.group(1))
                    * switch (part.group(2)) {
                        case "h" -> 3600;
                        case "m" -> 60;
                        case "s" -> 1;
                        case "ms" -> 1e-3;
                        default -> 0;
                    };
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
