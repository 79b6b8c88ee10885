package org.gardefou.diagnostics.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * A site's document root, looked at within a budget. What cannot be read is noted and passed over; the tree is the customer's, and anything may
 * stand in it. Links are followed where they stay below the site's root, and only to what is asked for by name: no walk goes through them.
 */
final class Tree {

    /** Folders of extensions have some dozens of names; one with more is not one. */
    private static final int MOST_IN_FOLDER = 2_000;

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int MOST_NOTES = 50;
    /** The largest files of releases are some megabytes of translations or scripts. */
    private static final int LARGEST_RELEASED = 8 * 1024 * 1024;

    private static final String OUTSIDE = FileAccessException.Reason.OUTSIDE_ROOT.name();
    private static final int LONGEST_NAME = 200;

    private final SiteFiles files;
    private final String documentRoot;
    private final Budget budget;
    private final Set<String> notes = new TreeSet<>();

    /** @param documentRoot below the root of the files */
    Tree(SiteFiles files, String documentRoot, Budget budget) {
        this.files = files;
        this.documentRoot = documentRoot;
        this.budget = budget;
    }

    /** Whether something is there and below the root, and we may see it. */
    boolean has(String path) throws IOException {
        try {
            return files.exists(in(path));
        } catch (FileAccessException e) {
            note(path, e.reason().name());
            return false;
        }
    }

    /** Names in a folder; empty where there is none. */
    List<Entry> list(String path) throws IOException {
        if (!has(path)) return List.of();
        int most = budget.names(MOST_IN_FOLDER);
        if (most == 0) return List.of();
        try {
            SiteFiles.Listing listing = files.list(in(path), most);
            budget.giveBack(most - listing.entries().size());
            if (listing.cut()) note(path, "MORE_NAMES");
            return listing.entries();
        } catch (FileAccessException e) {
            note(path, e.reason().name());
            return List.of();
        }
    }

    /** The names of the folders in a folder, also where a link stands for one. */
    List<String> folders(String path) throws IOException {
        List<String> names = new ArrayList<>();
        for (Entry entry : list(path))
            if (entry.kind() == Entry.Kind.DIRECTORY || entry.kind() == Entry.Kind.LINK) names.add(entry.name());
        return names;
    }

    /** The names of the ordinary files in a folder that end like this. */
    List<String> names(String path, String end) throws IOException {
        List<String> names = new ArrayList<>();
        for (Entry entry : list(path))
            if (entry.kind() == Entry.Kind.FILE && entry.name().endsWith(end)) names.add(entry.name());
        return names;
    }

    /** The beginning of a file; null where there is none that can be read. */
    @Nullable String head(String path, int most) throws IOException {
        if (!has(path) || !budget.file()) return null;
        try {
            byte[] bytes = files.head(in(path), most).bytes();
            budget.read(bytes.length);
            return decoded(bytes);
        } catch (FileAccessException e) {
            note(path, e.reason().name());
            return null;
        }
    }

    /** What a file is against one that was released. */
    enum Likeness {
        SAME,
        OTHER,
        MISSING,
        NOT_READ
    }

    /** Whether a file has one of these MD5 sums, as it is or with the line ends of Unix. */
    Likeness compare(String path, Set<String> sums) throws IOException {
        try {
            if (!has(path)) return Likeness.MISSING;
            if (!budget.file()) return Likeness.NOT_READ;
            byte[] bytes = files.head(in(path), LARGEST_RELEASED).bytes();
            budget.read(bytes.length);
            if (sums.contains(md5(bytes))) return Likeness.SAME;
            String unix = new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
            return sums.contains(md5(unix.getBytes(StandardCharsets.ISO_8859_1))) ? Likeness.SAME : Likeness.OTHER;
        } catch (FileAccessException e) {
            return e.reason() == FileAccessException.Reason.NOT_A_FILE ? Likeness.OTHER : Likeness.NOT_READ;
        }
    }

    private static String md5(byte[] bytes) {
        try {
            // What directories publish. It is no proof against somebody who can make two files of one sum.
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the budget did not suffice. */
    boolean isSpent() {
        return budget.isSpent();
    }

    /** When what stands there was last written. */
    @Nullable Instant changedAt(String path) throws IOException {
        try {
            return files.stat(in(path)).modified();
        } catch (FileAccessException e) {
            return null;
        }
    }

    /** UTF-8, or else, as nobody says otherwise, Windows' western letters. */
    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // A character that the end of the head cuts through is no other encoding.
            for (int less = 1; less <= 3 && less < bytes.length; less++) {
                try {
                    return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, 0, bytes.length - less))
                            .toString();
                } catch (CharacterCodingException again) {
                    continue;
                }
            }
            return new String(bytes, WESTERN);
        }
    }

    /** What could not be looked at, and why. */
    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (budget.isSpent()) all.add("BUDGET_SPENT");
        return all;
    }

    /** Whether all was seen that is the site's: what a link names outside of its root is not. */
    boolean isComplete() {
        return !budget.isSpent() && notes.stream().allMatch(note -> note.startsWith(OUTSIDE));
    }

    private void note(String path, String why) {
        if (notes.size() < MOST_NOTES) notes.add(why + " " + Excerpt.of(path, LONGEST_NAME));
    }

    private String in(String path) {
        return documentRoot + "/" + path;
    }
}
