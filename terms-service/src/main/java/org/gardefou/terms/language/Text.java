package org.gardefou.terms.language;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.gardefou.kit.json.MultiLine;

/** The same thing said in French and in English. */
public record Text(
        @NotBlank @MultiLine @Size(max = Text.LONGEST) String fr,
        @NotBlank @MultiLine @Size(max = Text.LONGEST) String en) {

    /** About ten printed pages: a clause that needs more is several clauses. */
    static final int LONGEST = 20_000;

    /** What is said in that language. */
    public String in(Language language) {
        return switch (language) {
            case FR -> fr;
            case EN -> en;
        };
    }
}
