package org.gardefou.terms.responsibility;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.plan.Level;
import org.jspecify.annotations.Nullable;

/**
 * Who is accountable, who does the work and what help there is, for each activity on each management level. One side is
 * accountable by construction; the file that comes with the product is read once, at start.
 */
public final class Matrix {

    private static final String FILE = "/responsibility/matrix.json";

    private final String edition;
    private final Map<String, Activity> activities;

    /** One of the two sides of a contract. */
    public enum Side {
        HOST,
        CUSTOMER
    }

    /** What help a plan gives with an activity, when the customer asks. */
    public enum Help {
        INCLUDED,
        BILLABLE,
        /** We do not do it, for no price. */
        REFUSED,
        /** There is nothing to ask for. */
        NONE
    }

    /** Whose field an activity is in, for who reads the matrix. */
    public enum Group {
        CONTRACT,
        PLATFORM,
        SITE,
        CONTENT,
        DNS,
        BACKUP,
        RESTORE,
        SECURITY,
        DATA,
        END
    }

    /** Somebody outside of the contract on whom an activity depends as well. */
    public enum Third {
        AGENCY,
        CERTIFICATION_AUTHORITY,
        PLUGIN_VENDOR,
        REGISTRAR
    }

    /**
     * One activity on one level.
     *
     * @param accountable who answers for the result: one side only
     * @param responsible who does the work; where both have a hand in it, who answers for it
     * @param host the hoster's letters: R does it, A answers for it, C is asked, I is told
     * @param customer the customer's letters; on RESELLER plans the reseller's
     * @param third somebody outside of the contract on whom it depends as well
     * @param clauses the topics of the terms that say so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Assignment(
            @Schema(examples = "A10") String activity,
            Group group,
            Name label,
            Level level,
            Side accountable,
            Side responsible,
            @Nullable @Schema(examples = "I") String host,
            @Nullable @Schema(examples = "RA") String customer,
            @Nullable Third third,
            Help help,
            List<String> clauses) {}

    /** Letters of both sides, and the help. */
    record Share(@Nullable String host, @Nullable String customer, Help help) {

        private static final Pattern LETTERS = Pattern.compile("RA|R|A|C|I");

        /** The one side that has a letter; null when none or both have it. */
        @Nullable Side only(char letter) {
            boolean ofHost = has(host, letter);
            boolean ofCustomer = has(customer, letter);
            if (ofHost == ofCustomer) return null;
            return ofHost ? Side.HOST : Side.CUSTOMER;
        }

        private static boolean has(@Nullable String letters, char letter) {
            return letters != null && letters.indexOf(letter) >= 0;
        }

        boolean readable() {
            return (host == null || LETTERS.matcher(host).matches())
                    && (customer == null || LETTERS.matcher(customer).matches());
        }

        boolean done() {
            return has(host, 'R') || has(customer, 'R');
        }
    }

    record Activity(
            String id,
            Group group,
            Name label,
            List<String> clauses,
            @Nullable Third third,
            Map<Level, Share> levels) {}

    record File(String edition, List<Activity> activities) {}

    private Matrix(File file) {
        edition = file.edition;
        activities = new LinkedHashMap<>();
        for (Activity activity : file.activities) {
            check(activity);
            if (activities.put(activity.id, activity) != null)
                throw new IllegalArgumentException("Activity " + activity.id + " stands twice in the matrix");
        }
    }

    static Matrix of(File file) {
        return new Matrix(file);
    }

    /** The one that comes with the product. */
    public static Matrix read(ObjectMapper json) {
        try (InputStream file = Matrix.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is missing from the build");
            return new Matrix(json.readValue(file, File.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The edition of the matrix, for who keeps what was decided by it. */
    public String edition() {
        return edition;
    }

    /** All activities on that level, by their id. */
    public List<Assignment> on(Level level) {
        return activities.values().stream()
                .map(activity -> assignment(activity, level))
                .toList();
    }

    /** One activity on that level. */
    public Assignment of(String activity, Level level) {
        Activity known = activities.get(activity);
        if (known == null) throw new NoSuchElementException("The matrix has no activity " + activity);
        return assignment(known, level);
    }

    /** What differs between two levels, in the order of the activities: what a customer gains or takes on by changing plan. */
    List<Difference> differences(Level from, Level to) {
        return activities.values().stream()
                .filter(activity -> !Objects.equals(activity.levels.get(from), activity.levels.get(to)))
                .map(activity -> new Difference(assignment(activity, from), assignment(activity, to)))
                .toList();
    }

    /** One activity that two levels share out differently. */
    record Difference(Assignment before, Assignment after) {}

    private static Assignment assignment(Activity activity, Level level) {
        Share share = share(activity, level);
        Side accountable = Objects.requireNonNull(share.only('A'));
        @Nullable Side responsible = share.only('R');
        return new Assignment(
                activity.id,
                activity.group,
                activity.label,
                level,
                accountable,
                responsible == null ? accountable : responsible,
                share.host,
                share.customer,
                activity.third,
                share.help,
                activity.clauses);
    }

    private static void check(Activity activity) {
        if (activity.clauses.isEmpty())
            throw new IllegalArgumentException("Activity " + activity.id + " names no clause that says so");
        for (Level level : Level.values()) {
            Share share = share(activity, level);
            if (!share.readable())
                throw new IllegalArgumentException(
                        "Activity " + activity.id + " on " + level + " has other letters than R, A, C, I");
            if (share.only('A') == null)
                throw new IllegalArgumentException(
                        "Activity " + activity.id + " on " + level + " needs exactly one accountable");
            if (!share.done())
                throw new IllegalArgumentException("Nobody does activity " + activity.id + " on " + level);
        }
    }

    private static Share share(Activity activity, Level level) {
        Share share = activity.levels.get(level);
        if (share == null) throw new IllegalArgumentException("Activity " + activity.id + " says nothing for " + level);
        return share;
    }

    /** Gives the matrix to whoever asks for it. */
    @ApplicationScoped
    static class Provider {

        @Produces
        @jakarta.inject.Singleton
        Matrix matrix(ObjectMapper json) {
            return read(json);
        }
    }
}
