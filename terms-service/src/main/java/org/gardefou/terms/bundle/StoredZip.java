package org.gardefou.terms.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a zip archive of which every byte follows from the names and contents: nothing is compressed, nothing is dated (all files are of
 * 1 January 1980), nothing is optional. So a reader can tell whether any byte of the archive itself was changed.
 */
final class StoredZip {

    /** What unpackers of the first version understand. */
    private static final short VERSION = 10;

    private static final short DAY_ONE = 0x0021;
    private static final int LOCAL = 30;
    private static final int CENTRAL = 46;
    private static final int END = 22;

    private final OutputStream out;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private long offset;
    private int files;

    StoredZip(OutputStream out) {
        this.out = out;
    }

    /** Adds a file whose content the caller writes behind this, to the last byte. */
    void begin(String name, long size, int crc32) throws IOException {
        byte[] path = name.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer local = little(LOCAL).putInt(0x04034b50);
        facts(local, size, crc32, path.length).putShort((short) 0);
        ByteBuffer central = little(CENTRAL).putInt(0x02014b50).putShort(VERSION);
        facts(central, size, crc32, path.length)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(Math.toIntExact(offset));
        directory.writeBytes(central.array());
        directory.writeBytes(path);
        out.write(local.array());
        out.write(path);
        offset += LOCAL + path.length + size;
        files++;
    }

    /** Ends the archive. */
    void end() throws IOException {
        directory.writeTo(out);
        out.write(little(END)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) files)
                .putShort((short) files)
                .putInt(directory.size())
                .putInt(Math.toIntExact(offset))
                .putShort((short) 0)
                .array());
    }

    private static ByteBuffer facts(ByteBuffer header, long size, int crc32, int nameLength) {
        return header.putShort(VERSION)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DAY_ONE)
                .putInt(crc32)
                .putInt(Math.toIntExact(size))
                .putInt(Math.toIntExact(size))
                .putShort((short) nameLength);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
