package org.gardefou.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A text of a request has a character that {@link PlainText} forbids; the path says which text. */
public final class ForbiddenCharacter extends JsonMappingException {

    private static final long serialVersionUID = 1L;

    private final int character;

    ForbiddenCharacter(JsonParser parser, int character) {
        super(parser, PlainText.name(character) + " is not taken");
        this.character = character;
    }

    /** As people write of it: {@code U+202E}. */
    public String character() {
        return PlainText.name(character);
    }
}
