package org.gardefou.terms.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.gardefou.terms.ledger.Canonical;

/** The files of a bundle while it is made: on disk, since they may be large, and with their hashes. Closing it removes them. */
final class Parcel implements AutoCloseable {

    private final Path directory;
    private final SortedMap<String, Item> items = new TreeMap<>();

    Parcel() throws IOException {
        directory = Files.createTempDirectory("garde-fou-bundle-");
    }

    /** A file of the bundle. */
    record Item(String path, String role, long size, String sha256, int crc32, Path content) {}

    /** Writes what a file holds. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    Item add(String path, String role, byte[] content) throws IOException {
        return add(path, role, out -> out.write(content));
    }

    Item add(String path, String role, String content) throws IOException {
        return add(path, role, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file, or finds the one that is there already under that path. */
    Item add(String path, String role, Content content) throws IOException {
        Item before = items.get(path);
        if (before != null) return before;
        Path file = directory.resolve(Integer.toString(items.size()));
        CRC32 crc = new CRC32();
        MessageDigest sha256 = Canonical.digest();
        try (OutputStream disk = new BufferedOutputStream(Files.newOutputStream(file));
                OutputStream out = new DigestOutputStream(new CheckedOutputStream(disk, crc), sha256)) {
            content.writeTo(out);
        }
        Item item = new Item(
                path, role, Files.size(file), HexFormat.of().formatHex(sha256.digest()), (int) crc.getValue(), file);
        items.put(path, item);
        return item;
    }

    /** By their paths. */
    Collection<Item> items() {
        return items.values();
    }

    /** Writes all as one archive, by their paths; the manifest and its signature are the last. */
    void pack(OutputStream out) throws IOException {
        StoredZip zip = new StoredZip(out);
        for (Item item : items.values()) if (!Manifest.isOwn(item.path())) put(zip, item, out);
        for (String path : Manifest.OWN) put(zip, items.get(path), out);
        zip.end();
    }

    private static void put(StoredZip zip, @org.jspecify.annotations.Nullable Item item, OutputStream out)
            throws IOException {
        if (item == null) throw new IllegalStateException("A bundle without a manifest");
        zip.begin(item.path(), item.size(), item.crc32());
        Files.copy(item.content(), out);
    }

    @Override
    public void close() throws IOException {
        for (Item item : items.values()) Files.deleteIfExists(item.content());
        Files.deleteIfExists(directory);
    }
}
