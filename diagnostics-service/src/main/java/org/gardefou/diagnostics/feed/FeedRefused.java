package org.gardefou.diagnostics.feed;

import java.io.IOException;
import org.gardefou.diagnostics.language.Text;

/** A feed that is not taken; what was imported before stays. */
final class FeedRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Text text;

    FeedRefused(String fr, String en) {
        super(en);
        this.text = new Text(fr, en);
    }

    /** Why, and what to do. */
    Text text() {
        return text;
    }
}
