package org.gardefou.restore.newer;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some columns of some tables of a dump, read as it goes by and kept nowhere. It goes through the text as the server does, by
 * quotes and semicolons, and knows the statements that the dump program writes.
 */
final class DumpedRows extends OutputStream {

    private static final Pattern HEAD = Pattern.compile("(CREATE TABLE|INSERT INTO) `((?:[^`]|``)+)`");
    private static final Pattern COLUMN = Pattern.compile("^ {2}`((?:[^`]|``)+)` ", Pattern.MULTILINE);
    /** Behind the longest name of a table. */
    private static final int LONGEST_HEAD = 300;
    /** No table has as many columns as to need more. */
    private static final int LONGEST_CREATE = 1 << 20;

    /** Takes rows as they come. */
    interface Reader {
        /** The columns that are wanted of a table, of any: null for none. */
        @Nullable List<String> wanted(String table);

        /** One row: the values of the wanted columns in their order, null for NULL and for what the dump does not have. */
        void row(String table, List<@Nullable String> values);
    }

    private final Reader reader;
    private final Set<String> tables = new TreeSet<>();
    private final Map<String, List<String>> columns = new HashMap<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private Doing doing = Doing.BEGINNING;
    private String table = "";
    private DumpedTuples tuples = new DumpedTuples(List.of());
    private int quote;
    private boolean escaped;
    private boolean lineComment;
    private boolean named;

    private enum Doing {
        /** At the head of a statement, which tells what it is. */
        BEGINNING,
        CREATE,
        INSERT,
        OTHER
    }

    /** Before the first byte. */
    DumpedRows(Reader reader) {
        this.reader = reader;
    }

    /** The tables that were seen so far. */
    Set<String> tables() {
        return Set.copyOf(tables);
    }

    @Override
    public void write(int b) {
        see(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) see(bytes[i]);
    }

    private void see(int b) {
        if (lineComment) {
            lineComment = b != '\n';
            return;
        }
        if (quote != 0) {
            inQuotes(b);
            return;
        }
        // Within a name the sign stands twice.
        if (named && b != '`') head();
        named = false;
        if (b == ';') {
            end();
            return;
        }
        if (doing == Doing.BEGINNING && b == '-' && blank()) {
            lineComment = true;
            return;
        }
        if (b == '\'' || b == '"' || b == '`') {
            quote = b;
            if (inTuple()) tuples.quoted();
            else remember(b);
            return;
        }
        if (doing == Doing.INSERT) {
            if (tuples.see(b)) reader.row(table, tuples.row());
        } else if (doing == Doing.BEGINNING && b == '/' && endsComment()) {
            // Not every comment has a semicolon behind it.
            text.reset();
        } else {
            remember(b);
        }
    }

    private boolean endsComment() {
        String said = text.toString(StandardCharsets.ISO_8859_1).strip();
        return said.startsWith("/*") && said.length() > 2 && said.endsWith("*");
    }

    private boolean blank() {
        return text.toString(StandardCharsets.ISO_8859_1).isBlank();
    }

    private void inQuotes(int b) {
        boolean in = inTuple();
        if (escaped) {
            escaped = false;
            if (in) tuples.keep(plain(b));
            else remember(b);
        } else if (b == '\\' && quote != '`') {
            escaped = true;
        } else if (b == quote) {
            // A doubled one ends the value and begins it again: what was read is joined.
            quote = 0;
            if (!in) remember(b);
            named = doing == Doing.BEGINNING && b == '`';
        } else if (in) {
            tuples.keep(b);
        } else {
            remember(b);
        }
    }

    private boolean inTuple() {
        return doing == Doing.INSERT && tuples.within();
    }

    private static int plain(int escape) {
        return switch (escape) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> 0;
            default -> escape;
        };
    }

    private void remember(int b) {
        int most = doing == Doing.CREATE ? LONGEST_CREATE : LONGEST_HEAD;
        if (text.size() < most && doing != Doing.OTHER && doing != Doing.INSERT) text.write(b);
    }

    /** A name ended: the statement may be known now. */
    private void head() {
        Matcher head = HEAD.matcher(text.toString(StandardCharsets.UTF_8).strip());
        if (!head.matches()) {
            if (text.size() >= LONGEST_HEAD) doing = Doing.OTHER;
            return;
        }
        table = head.group(2).replace("``", "`");
        List<String> wanted = reader.wanted(table);
        if (head.group(1).startsWith("CREATE")) {
            tables.add(table);
            doing = wanted == null ? Doing.OTHER : Doing.CREATE;
        } else {
            doing = wanted == null ? Doing.OTHER : Doing.INSERT;
            List<String> all = columns.getOrDefault(table, List.of());
            tuples = new DumpedTuples(
                    wanted == null
                            ? List.of()
                            : wanted.stream().map(all::indexOf).toList());
        }
    }

    private void end() {
        if (doing == Doing.CREATE) {
            List<String> names = new ArrayList<>();
            Matcher column = COLUMN.matcher(text.toString(StandardCharsets.UTF_8));
            while (column.find()) names.add(column.group(1).replace("``", "`"));
            columns.put(table, List.copyOf(names));
        }
        doing = Doing.BEGINNING;
        text.reset();
    }
}
