package org.gardefou.diagnostics.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** An import by the service's own classes, up to the commit of its rows. */
public final class FeedRun {

    private FeedRun() {}

    /** Imports a feed in the form of Wordfence and answers how many records it had. */
    public static long importOf(Connection connection, Path feed) throws IOException, SQLException {
        connection.setAutoCommit(false);
        FeedCopy copy = new FeedCopy(connection, UUID.randomUUID());
        long records;
        try (InputStream bytes = BoundedStream.of(Files.newInputStream(feed), Long.MAX_VALUE)) {
            records = FeedReader.read(bytes, FeedFormat.WORDFENCE_V3, copy).records();
        }
        copy.finish();
        connection.commit();
        return records;
    }

    /** The same in a process of its own: the database's address, user and password, and the feed. */
    public static void main(String[] arguments) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(arguments[0], arguments[1], arguments[2])) {
            System.out.println(importOf(connection, Path.of(arguments[3])));
        }
    }
}
