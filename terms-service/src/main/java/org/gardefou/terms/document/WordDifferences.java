package org.gardefou.terms.document;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two texts compared word by word. Read in a row, what stays and what comes is exactly the later text, and what stays and what goes the earlier one: each
 * space and each comma is on one side or on both. Pure.
 */
final class WordDifferences {

    /** A word, the space between two, or one sign. */
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+|\\s+|[^\\p{L}\\p{N}\\p{M}\\s]");

    /** So many words of a paragraph to compare with as many: the work grows with the product. Beyond, a paragraph goes and another comes. */
    private static final int LONGEST = 3_000;

    private WordDifferences() {}

    /** What becomes of a piece. */
    enum Fate {
        STAYS,
        GOES,
        COMES
    }

    /** Some words that have the same fate; never empty. */
    record Piece(Fate fate, String text) {}

    /**
     * A paragraph of the one text, of the other, or of both.
     *
     * @param before whether it is one of the earlier text, be it an empty one
     * @param after whether it is one of the later text
     */
    record Paragraph(boolean before, boolean after, List<Piece> pieces) {

        /** As it was. */
        String earlier() {
            return without(Fate.COMES);
        }

        /** As it is. */
        String later() {
            return without(Fate.GOES);
        }

        private String without(Fate fate) {
            return pieces.stream()
                    .filter(piece -> piece.fate != fate)
                    .map(Piece::text)
                    .collect(Collectors.joining());
        }
    }

    /** The paragraphs of both texts, in one row. */
    static List<Paragraph> of(List<String> before, List<String> after) {
        List<Paragraph> all = new ArrayList<>();
        for (Run run : runs(before, after)) {
            if (run.same())
                run.before.stream().map(line -> alone(Fate.STAYS, line)).forEach(all::add);
            else all.addAll(changed(run.before, run.after));
        }
        return all;
    }

    /** One line that becomes another. */
    static Paragraph of(String before, String after) {
        return new Paragraph(true, true, pieces(before, after));
    }

    /** Paragraphs that became others: the first of them the first, and so on. */
    private static List<Paragraph> changed(List<String> gone, List<String> come) {
        List<Paragraph> all = new ArrayList<>();
        int pairs = Math.min(gone.size(), come.size());
        for (int i = 0; i < pairs; i++) all.add(of(gone.get(i), come.get(i)));
        gone.stream().skip(pairs).map(line -> alone(Fate.GOES, line)).forEach(all::add);
        come.stream().skip(pairs).map(line -> alone(Fate.COMES, line)).forEach(all::add);
        return all;
    }

    private static Paragraph alone(Fate fate, String line) {
        List<Piece> pieces = line.isEmpty() ? List.of() : List.of(new Piece(fate, line));
        return new Paragraph(fate != Fate.COMES, fate != Fate.GOES, pieces);
    }

    private static List<Piece> pieces(String before, String after) {
        List<String> old = tokens(before);
        List<String> fresh = tokens(after);
        List<Run> runs = old.size() > LONGEST || fresh.size() > LONGEST
                ? List.of(new Run(false, old, fresh))
                : together(runs(old, fresh));
        List<Piece> pieces = new ArrayList<>();
        for (Run run : runs) {
            if (run.same) pieces.add(new Piece(Fate.STAYS, String.join("", run.before)));
            else {
                if (!run.before.isEmpty()) pieces.add(new Piece(Fate.GOES, String.join("", run.before)));
                if (!run.after.isEmpty()) pieces.add(new Piece(Fate.COMES, String.join("", run.after)));
            }
        }
        return pieces;
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    /** What stays in a row, or what becomes something else in a row. */
    private record Run(boolean same, List<String> before, List<String> after) {

        /** Whether there was something, and is something else in its place. */
        private boolean replaced() {
            return !same && !before.isEmpty() && !after.isEmpty();
        }

        private Run and(Run next) {
            return new Run(
                    same && next.same,
                    Stream.concat(before.stream(), next.before.stream()).toList(),
                    Stream.concat(after.stream(), next.after.stream()).toList());
        }
    }

    /** What stays and what does not, by turns. */
    private static List<Run> runs(List<String> before, List<String> after) {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<String>())
                .getDeltas()) {
            stay(runs, before.subList(from, delta.getSource().getPosition()));
            Run change = new Run(
                    false, delta.getSource().getLines(), delta.getTarget().getLines());
            // What goes and what comes at one place are told apart by the algorithm, and are one change to a reader.
            if (runs.isEmpty() || runs.getLast().same) runs.add(change);
            else runs.add(runs.removeLast().and(change));
            from = delta.getSource().getPosition() + delta.getSource().size();
        }
        stay(runs, before.subList(from, before.size()));
        return runs;
    }

    private static void stay(List<Run> runs, List<String> same) {
        if (!same.isEmpty()) runs.add(new Run(true, same, same));
    }

    /** Of words that became others one after another the space between them goes and comes with them: it reads better. */
    private static List<Run> together(List<Run> runs) {
        List<Run> all = new ArrayList<>();
        for (Run run : runs) {
            boolean over = run.replaced()
                    && all.size() > 1
                    && all.getLast().same
                    && all.getLast().before.stream().allMatch(String::isBlank)
                    && all.get(all.size() - 2).replaced();
            if (over) {
                Run space = all.removeLast();
                all.add(all.removeLast().and(space).and(run));
            } else all.add(run);
        }
        return all;
    }
}
