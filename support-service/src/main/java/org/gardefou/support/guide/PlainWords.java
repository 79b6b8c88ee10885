package org.gardefou.support.guide;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** A text as it is searched: whoever is in a hurry writes no accents, and apostrophes are not part of words. */
final class PlainWords {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("[’'‘`]");

    private PlainWords() {}

    static String of(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return APOSTROPHES.matcher(bare).replaceAll(" ").replace('\0', ' ');
    }
}
