package org.gardefou.terms.durable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The letters that our PDF files are set in. They are in our jar: a file must not look otherwise because of what a machine has installed, and has
 * to have them inside (ISO 19005-3, 6.2.11.4).
 */
enum Typeface {
    REGULAR("LiberationSans-Regular.ttf", 400),
    BOLD("LiberationSans-Bold.ttf", 700);

    /** The name of the family in style sheets. */
    static final String FAMILY = "Liberation Sans";

    private static final int NO_BREAK_SPACE = 0xa0;

    private final byte[] file;
    private final int weight;
    private final CmapLookup glyphs;

    Typeface(String name, int weight) {
        this.weight = weight;
        try (InputStream resource = Typeface.class.getResourceAsStream("/fonts/" + name)) {
            if (resource == null) throw new IllegalStateException("The typeface " + name + " is not in the jar");
            this.file = resource.readAllBytes();
            try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
                this.glyphs = font.getUnicodeCmapLookup();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream open() {
        return new ByteArrayInputStream(file);
    }

    int weight() {
        return weight;
    }

    /**
     * The text in letters that we have; a character for which there is none is written as its number, {@code [U+6F22]}, so that nobody takes it for
     * another one. Null stays null.
     */
    static @Nullable String set(@Nullable String text) {
        if (text == null) return null;
        StringBuilder set = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n' || character == '\t' || character == '\r') set.append((char) character);
            else if (known(character)) set.appendCodePoint(character);
            // Narrow and other spaces do for French punctuation what this one does.
            else if (Character.isSpaceChar(character)) set.appendCodePoint(NO_BREAK_SPACE);
            else set.append(String.format(Locale.ROOT, "[U+%04X]", character));
        });
        return set.toString();
    }

    private static boolean known(int character) {
        if (character < ' ') return false;
        for (Typeface face : values()) if (face.glyphs.getGlyphId(character) == 0) return false;
        return true;
    }
}
