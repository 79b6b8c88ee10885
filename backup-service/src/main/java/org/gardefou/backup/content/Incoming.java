package org.gardefou.backup.content;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.restic.Node;

/**
 * Takes a snapshot's listing into a table of this transaction alone, some thousand entries at a time: a million files take no more memory
 * than ten thousand.
 */
final class Incoming {

    /** Large enough that the way to the database and back is small beside it, small enough for any heap. */
    private static final int BATCH = 5_000;

    /** What restic shows for bytes that are not UTF-8. */
    static final char UNREADABLE = '\ufffd';

    private static final String OWN = "/" + RestorePoint.OWN_FOLDER;
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private final Connection connection;
    private final List<String> folders = new ArrayList<>(BATCH);
    private final List<String> names = new ArrayList<>(BATCH);
    private final List<Long> sizes = new ArrayList<>(BATCH);
    private final List<Long> times = new ArrayList<>(BATCH);
    private final List<Short> kinds = new ArrayList<>(BATCH);
    private final List<Short> permissions = new ArrayList<>(BATCH);
    private final long most;
    private long taken;
    private boolean unreadable;

    /** There are more entries than may be indexed. */
    static final class TooMany extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooMany(long most) {
            super("There are more than " + most + " entries");
        }
    }

    /** @param most how many entries are taken */
    Incoming(Connection connection, long most) throws SQLException {
        this.connection = connection;
        this.most = most;
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table if not exists content_incoming (folder text collate "C" not null, name text collate "C" not null,
                        size bigint not null, modified bigint not null, kind smallint not null, permissions smallint not null)
                    on commit delete rows""");
        }
    }

    /**
     * Takes one entry; those of the folder that is ours are left out.
     *
     * @throws TooMany when so many have come already
     */
    void add(Node node) throws SQLException {
        String path = node.path();
        if (path.equals(OWN) || path.startsWith(OWN + "/")) return;
        int slash = path.lastIndexOf('/');
        if (slash < 0 || slash == path.length() - 1) return;
        if (++taken > most) throw new TooMany(most);
        folders.add(slash == 0 ? "/" : path.substring(0, slash));
        names.add(path.substring(slash + 1));
        sizes.add(Math.max(0, node.size()));
        times.add(micros(node.modified()));
        kinds.add(Kind.of(node.type()).code());
        permissions.add((short) (node.permissions() & 0777));
        unreadable |= path.indexOf(UNREADABLE, slash) >= 0;
        if (names.size() == BATCH) write();
    }

    /** No more comes. */
    void end() throws SQLException {
        write();
        try (Statement statement = connection.createStatement()) {
            if (unreadable) statement.executeUpdate(TELL_APART);
            statement.execute("analyze content_incoming");
        }
    }

    /** Names that are not UTF-8 may look the same although they are not: the second gets a number behind it. */
    private static final String TELL_APART = """
            update content_incoming i set name = i.name || ' (' || same.number || ')'
            from (select ctid as row, row_number() over (partition by folder, name order by ctid) as number
                  from content_incoming where position(U&'\\FFFD' in name) > 0) same
            where i.ctid = same.row and same.number > 1""";

    private void write() throws SQLException {
        if (names.isEmpty()) return;
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into content_incoming (folder, name, size, modified, kind, permissions)
                select * from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::smallint[], ?::smallint[])""")) {
            insert.setArray(1, connection.createArrayOf("text", folders.toArray()));
            insert.setArray(2, connection.createArrayOf("text", names.toArray()));
            insert.setArray(3, connection.createArrayOf("bigint", sizes.toArray()));
            insert.setArray(4, connection.createArrayOf("bigint", times.toArray()));
            insert.setArray(5, connection.createArrayOf("smallint", kinds.toArray()));
            insert.setArray(6, connection.createArrayOf("smallint", permissions.toArray()));
            insert.executeUpdate();
        }
        List.of(folders, names, sizes, times, kinds, permissions).forEach(List::clear);
    }

    /** The nearest that a long holds: a file may bear any time. */
    private static long micros(Instant time) {
        BigInteger exact = BigInteger.valueOf(time.getEpochSecond())
                .multiply(MILLION)
                .add(BigInteger.valueOf(time.getNano() / 1000));
        if (exact.bitLength() < Long.SIZE) return exact.longValue();
        return exact.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
