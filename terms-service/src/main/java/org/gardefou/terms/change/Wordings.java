package org.gardefou.terms.change;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;

/** Words without their form: two texts that fold to the same say the same, letter by letter and digit by digit. Pure. */
final class Wordings {

    /** All but letters, digits and what stands within a number or a placeholder. */
    private static final Pattern FORM =
            Pattern.compile("[^\\p{L}\\p{M}\\p{N}%€{}]+(?![\\p{N}])|(?<![\\p{N}])[^\\p{L}\\p{M}\\p{N}%€{}]+");

    private Wordings() {}

    static boolean same(Provision before, Provision after) {
        Name was = before.title();
        Name is = after.title();
        Text said = before.text();
        Text says = after.text();
        return same(was.fr(), is.fr())
                && same(was.en(), is.en())
                && same(said.fr(), says.fr())
                && same(said.en(), says.en());
    }

    private static boolean same(String before, String after) {
        return folded(before).equals(folded(after));
    }

    static String folded(String text) {
        return FORM.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
