package org.gardefou.terms.language;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages in which everything a customer reads is written; French is the one that counts for French consumers. */
public enum Language {
    @JsonProperty("fr")
    FR,
    @JsonProperty("en")
    EN;

    /** The BCP 47 tag, as in JSON, paths and the database. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of two wordings of the same thing, the one in this language. */
    public String either(String fr, String en) {
        return this == FR ? fr : en;
    }

    /** The other one. */
    public Language other() {
        return this == FR ? EN : FR;
    }

    /** The language with this tag. */
    public static Optional<Language> of(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }
}
