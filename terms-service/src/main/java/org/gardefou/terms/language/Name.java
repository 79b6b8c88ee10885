package org.gardefou.terms.language;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A name or title in French and in English: one line. */
public record Name(
        @NotBlank @Size(max = Name.LONGEST) String fr,
        @NotBlank @Size(max = Name.LONGEST) String en) {

    /** What fits on one line of a page and of an e-mail's subject. */
    static final int LONGEST = 120;

    /** The name in that language. */
    public String in(Language language) {
        return switch (language) {
            case FR -> fr;
            case EN -> en;
        };
    }
}
