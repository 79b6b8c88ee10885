package org.gardefou.terms.responsibility;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.plan.Level;

/**
 * Who is accountable, who does the work and what help there is, for each activity on each management level. One party is
 * accountable and one responsible by construction; the file that comes with the product is read once, at start.
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
        NONE
    }

    /**
     * One activity on one level.
     *
     * @param accountable who answers for the result
     * @param responsible who does the work
     * @param clauses the topics of the terms that say so
     */
    public record Assignment(
            String activity,
            Name label,
            Level level,
            Side accountable,
            Side responsible,
            Help help,
            List<String> clauses) {}

    record Activity(String id, Name label, List<String> clauses, Map<Level, List<String>> levels) {}

    record File(String edition, List<Activity> activities) {}

    private Matrix(File file) {
        edition = file.edition;
        activities = new java.util.LinkedHashMap<>();
        for (Activity activity : file.activities) {
            check(activity);
            if (activities.put(activity.id, activity) != null)
                throw new IllegalArgumentException("Activity " + activity.id + " stands twice in the matrix");
        }
    }

    static Matrix of(File file) {
        return new Matrix(file);
    }

    static Matrix read(ObjectMapper json) {
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

    private static Assignment assignment(Activity activity, Level level) {
        List<String> cell = cell(activity, level);
        return new Assignment(
                activity.id,
                activity.label,
                level,
                Side.valueOf(cell.get(0)),
                Side.valueOf(cell.get(1)),
                Help.valueOf(cell.get(2)),
                activity.clauses);
    }

    private static void check(Activity activity) {
        Set<Level> missing = new HashSet<>(List.of(Level.values()));
        missing.removeAll(activity.levels.keySet());
        if (!missing.isEmpty())
            throw new IllegalArgumentException("Activity " + activity.id + " says nothing for " + missing);
        if (activity.clauses.isEmpty())
            throw new IllegalArgumentException("Activity " + activity.id + " names no clause that says so");
        for (Level level : Level.values()) assignment(activity, level);
    }

    private static List<String> cell(Activity activity, Level level) {
        List<String> cell = activity.levels.get(level);
        if (cell == null || cell.size() != 3)
            throw new IllegalArgumentException("Activity " + activity.id + " on " + level
                    + " needs exactly one accountable, one responsible and the help");
        return cell;
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
