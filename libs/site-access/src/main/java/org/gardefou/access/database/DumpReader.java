package org.gardefou.access.database;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.access.dump.DumpCount;

/** A dump's file of tables as it is handed over piece by piece, counted and not kept. */
public final class DumpReader extends OutputStream {
    private static final int BEGINNING = 1_000;
    private static final int ENDING = 200;
    private static final Pattern VERSION = Pattern.compile("^-- Server version\\s+(\\S+)", Pattern.MULTILINE);

    private final SqlCount.Reading reading = new SqlCount.Reading();
    private final byte[] beginning = new byte[BEGINNING];
    private byte[] ending = new byte[0];
    private int begun;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int first = Math.min(length, BEGINNING - begun);
        System.arraycopy(bytes, from, beginning, begun, first);
        begun += first;
        for (int i = from; i < from + length; i++) {
            reading.see(bytes[i]);
        }
        byte[] joined = Arrays.copyOf(ending, ending.length + Math.min(length, ENDING));
        int last = joined.length - ending.length;
        System.arraycopy(bytes, from + length - last, joined, ending.length, last);
        ending = Arrays.copyOfRange(joined, Math.max(0, joined.length - ENDING), joined.length);
    }

    /** What was in it so far. */
    public DumpCount counted() {
        return new DumpCount(Dumps.ends(new String(ending, StandardCharsets.UTF_8)), reading.rows());
    }

    /** The version of the server that it was made from, {@code 10.11.6-MariaDB-0+deb12u1}, as its first lines say. */
    public Optional<String> serverVersion() {
        Matcher version = VERSION.matcher(new String(beginning, 0, begun, StandardCharsets.UTF_8));
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
    }
}
