package org.gardefou.access.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Names of files on another machine as texts and back. Names are bytes there and mostly UTF-8; a byte that is not becomes a lone surrogate
 * (U+DC80 to U+DCFF), which no text has, so that every file can be asked for by the name that was told.
 */
final class FarName {
    private static final int ESCAPE = 0xDC00;

    private FarName() {}

    static String text(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) out.put((char) (ESCAPE | in.get() & 0xff));
            decoder.reset();
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(point -> {
            if (point >= ESCAPE + 0x80 && point <= ESCAPE + 0xff) out.write(point & 0xff);
            else out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        });
        return out.toByteArray();
    }
}
