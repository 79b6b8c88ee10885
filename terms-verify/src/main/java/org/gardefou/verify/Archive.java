package org.gardefou.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The zip archive. A bundle's archive follows from the names and contents of its files alone (nothing compressed, nothing dated), so it is
 * built once more from what was read, and any byte that differs was changed by somebody.
 */
final class Archive {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;

    private final byte[] zip;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private int endOfFiles;

    private Archive(byte[] zip) {
        this.zip = zip;
    }

    /** Reads the files, as far as the archive has any. */
    static Archive read(byte[] zip) throws Fault {
        if (zip.length < LOCAL_SIZE || little(zip, 0).getInt() != LOCAL)
            throw new Fault(Outcome.NOT_A_BUNDLE, "This is no zip archive of the kind that bundles are.");
        Archive archive = new Archive(zip);
        archive.readFiles();
        return archive;
    }

    /** The files by their names, in the order in which they stand. */
    Map<String, byte[]> files() {
        return files;
    }

    private void readFiles() throws Fault {
        int at = 0;
        while (at + LOCAL_SIZE <= zip.length && little(zip, at).getInt() == LOCAL) {
            int size = little(zip, at + 22).getInt();
            int nameLength = little(zip, at + 26).getShort() & 0xffff;
            int content = at + LOCAL_SIZE + nameLength;
            if (size < 0 || content > zip.length || size > zip.length - content) throw unread(at);
            String name = new String(zip, at + LOCAL_SIZE, nameLength, StandardCharsets.ISO_8859_1);
            if (files.put(name, Arrays.copyOfRange(zip, content, content + size)) != null)
                throw Fault.altered("The archive has the file " + name + " twice.");
            at = content + size;
        }
        if (at + 4 > zip.length || little(zip, at).getInt() != CENTRAL) throw unread(at);
        endOfFiles = at;
    }

    private Fault unread(int at) {
        boolean whole =
                zip.length >= END_SIZE && little(zip, zip.length - END_SIZE).getInt() == END;
        return whole
                ? Fault.altered("The archive itself was changed: what stands at byte " + at
                        + " is neither a file nor the directory.")
                : Fault.incomplete("The archive is cut off: what begins at byte " + at + " does not end.");
    }

    /** Fails when any byte that belongs to no file is another than it must be. */
    void demandUntouched() throws Fault {
        long expected = endOfFiles + (long) END_SIZE;
        for (String name : files.keySet()) expected += CENTRAL_SIZE + name.length();
        if (zip.length < expected)
            throw Fault.incomplete(
                    "The archive is cut off: %d bytes are missing at its end.".formatted(expected - zip.length));
        int differs = Arrays.mismatch(zip, build(files, (int) expected));
        if (differs >= 0)
            throw Fault.altered(
                    "The archive itself was changed, at byte " + differs + ", outside the content of its files.");
    }

    private static byte[] build(Map<String, byte[]> files, int size) {
        ByteBuffer zip = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Integer> offsets = new LinkedHashMap<>();
        files.forEach((name, content) -> {
            offsets.put(name, zip.position());
            zip.putInt(LOCAL);
            facts(zip, name, content);
            zip.putShort((short) 0)
                    .put(name.getBytes(StandardCharsets.ISO_8859_1))
                    .put(content);
        });
        int directory = zip.position();
        files.forEach((name, content) -> {
            zip.putInt(CENTRAL).putShort((short) 10);
            facts(zip, name, content);
            zip.put(new byte[12]).putInt(offsets.getOrDefault(name, 0)).put(name.getBytes(StandardCharsets.ISO_8859_1));
        });
        int length = zip.position() - directory;
        short count = (short) files.size();
        zip.putInt(END)
                .putInt(0)
                .putShort(count)
                .putShort(count)
                .putInt(length)
                .putInt(directory)
                .putShort((short) 0);
        return zip.array();
    }

    private static void facts(ByteBuffer zip, String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        zip.putShort((short) 10)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0x21);
        zip.putInt((int) crc.getValue())
                .putInt(content.length)
                .putInt(content.length)
                .putShort((short) name.length());
    }

    private static ByteBuffer little(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes, at, bytes.length - at).order(ByteOrder.LITTLE_ENDIAN);
    }
}
