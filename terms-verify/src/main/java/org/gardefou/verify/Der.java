package org.gardefou.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A value in DER (ITU-T X.690): as much of it as a time stamp needs. */
final class Der {

    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private final byte[] bytes;
    private final int start;
    private final int content;
    private final int end;

    private Der(byte[] bytes, int start, int content, int end) {
        this.bytes = bytes;
        this.start = start;
        this.content = content;
        this.end = end;
    }

    /** The one value that the bytes are. */
    static Der read(byte[] bytes) {
        Der value = at(bytes, 0, bytes.length);
        if (value.end != bytes.length) throw new IllegalArgumentException("Something stands behind the value");
        return value;
    }

    private static Der at(byte[] bytes, int start, int limit) {
        if (start + 2 > limit) throw new IllegalArgumentException("A value is cut off");
        int length = bytes[start + 1] & 0xff;
        int content = start + 2;
        if (length >= 0x80) {
            int lengthBytes = length - 0x80;
            if (lengthBytes < 1 || lengthBytes > 3 || content + lengthBytes > limit)
                throw new IllegalArgumentException("A length that is not DER");
            length = 0;
            for (int i = 0; i < lengthBytes; i++) length = length << 8 | bytes[content + i] & 0xff;
            content += lengthBytes;
        }
        if (length > limit - content) throw new IllegalArgumentException("A value is cut off");
        return new Der(bytes, start, content, content + length);
    }

    int tag() {
        return bytes[start] & 0xff;
    }

    /** Itself, if it has that tag. */
    Der as(int tag) {
        if (tag() != tag) throw new IllegalArgumentException("Another value was expected");
        return this;
    }

    /** What it consists of. */
    List<Der> parts() {
        boolean tagged = (tag() & 0xe0) == 0xa0;
        if (tag() != SEQUENCE && tag() != SET && !tagged) throw new IllegalArgumentException("It has no parts");
        List<Der> parts = new ArrayList<>();
        for (int at = content; at < end; ) {
            Der part = at(bytes, at, end);
            parts.add(part);
            at = part.end;
        }
        return parts;
    }

    Der part(int index) {
        List<Der> parts = parts();
        if (index >= parts.size()) throw new IllegalArgumentException("A part is missing");
        return parts.get(index);
    }

    /** Its content without tag and length. */
    byte[] value() {
        return Arrays.copyOfRange(bytes, content, end);
    }

    /** The whole of it. */
    byte[] encoded() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** The same content under another tag of one byte. */
    byte[] encodedAs(int tag) {
        byte[] encoded = encoded();
        encoded[0] = (byte) tag;
        return encoded;
    }

    /** An object identifier with its dots. */
    String oid() {
        byte[] coded = as(OID).value();
        StringBuilder dotted = new StringBuilder();
        long arc = 0;
        for (byte part : coded) {
            arc = arc << 7 | part & 0x7f;
            if ((part & 0x80) != 0) continue;
            if (dotted.isEmpty()) {
                long first = Math.min(arc / 40, 2);
                dotted.append(first).append('.').append(arc - first * 40);
            } else {
                dotted.append('.').append(arc);
            }
            arc = 0;
        }
        return dotted.toString();
    }
}
