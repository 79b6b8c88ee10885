package org.gardefou.access.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** What {@code stat(2)} says of a file. */
final class UnixFacts {
    private final Map<String, Object> facts;

    private UnixFacts(Map<String, Object> facts) {
        this.facts = facts;
    }

    static UnixFacts of(Path path, LinkOption... options) throws IOException {
        return new UnixFacts(
                Files.readAttributes(path, "unix:mode,size,lastModifiedTime,uid,gid,nlink,dev,ino", options));
    }

    int mode() {
        return number("mode").intValue();
    }

    Entry.Kind kind() {
        return switch (mode() & 0170000) {
            case 0040000 -> Entry.Kind.DIRECTORY;
            case 0120000 -> Entry.Kind.LINK;
            case 0010000 -> Entry.Kind.FIFO;
            case 0140000 -> Entry.Kind.SOCKET;
            case 0020000, 0060000 -> Entry.Kind.DEVICE;
            default -> Entry.Kind.FILE;
        };
    }

    long size() {
        return number("size").longValue();
    }

    Instant modified() {
        return ((FileTime) Objects.requireNonNull(facts.get("lastModifiedTime"))).toInstant();
    }

    int owner() {
        return number("uid").intValue();
    }

    int group() {
        return number("gid").intValue();
    }

    /** How many hard links there are. */
    int names() {
        return number("nlink").intValue();
    }

    /** Device and inode: the same for every name of one file. */
    String identity() {
        return facts.get("dev") + ":" + facts.get("ino");
    }

    private Number number(String name) {
        return (Number) Objects.requireNonNull(facts.get(name), name);
    }
}
