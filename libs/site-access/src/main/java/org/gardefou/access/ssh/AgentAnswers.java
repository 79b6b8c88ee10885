package org.gardefou.access.ssh;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FileAgent} says: of each answer the number of its words, and of each word its length and its bytes. The machine may be somebody else's by
 * now, so no answer takes more memory than a bound.
 */
final class AgentAnswers {

    /** One answer: half a million names of one folder with what is known of each; nothing longer is asked for. */
    static final int MOST_BYTES = 256 << 20;

    /** What a word takes beside its bytes. */
    private static final int PER_WORD = 32;

    private static final int BUFFER = 1 << 16;
    private static final int MOST_DIGITS = 9;

    private final InputStream in;

    AgentAnswers(InputStream from) {
        this.in = new BufferedInputStream(from, BUFFER);
    }

    /** It is not our program that answers, or there is no end to what it says; the message has its name in front. */
    static final class NotOurs extends IOException {
        private static final long serialVersionUID = 1L;

        NotOurs(String message) {
            super(message);
        }
    }

    /** The next answer; null at the end. */
    @Nullable List<byte[]> next() throws IOException {
        int words = number();
        if (words < 0) return null;
        List<byte[]> answer = new ArrayList<>(Math.min(words, 1000));
        long left = MOST_BYTES;
        for (int i = 0; i < words; i++) {
            int length = number();
            if (length < 0) throw cutShort();
            left -= length + PER_WORD;
            if (left < 0) {
                throw new NotOurs(
                        "answered one question with more than " + (MOST_BYTES >> 20)
                                + " MB: look at what runs there, and whether a folder of the site holds more than half a million names; take those apart.");
            }
            byte[] word = in.readNBytes(length);
            if (word.length < length) throw cutShort();
            answer.add(word);
        }
        return answer;
    }

    private static EOFException cutShort() {
        return new EOFException("an answer was cut short");
    }

    /** The next line, which is a number; negative at the end. */
    private int number() throws IOException {
        int number = 0;
        int digits = 0;
        for (int one = in.read(); one != '\n' || digits == 0; one = in.read()) {
            if (one < 0 && digits == 0) return -1;
            if (one < '0' || one > '9' || ++digits > MOST_DIGITS) {
                throw new NotOurs(
                        "answers otherwise than our program does: look whether its login prints something of its own, and what perl is there.");
            }
            number = number * 10 + one - '0';
        }
        return number;
    }
}
