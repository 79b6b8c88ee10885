package org.gardefou.restore.failure;

import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/** A step of a restore could not be done. The text says what to do; it holds no secret. */
public final class RestoreFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final transient Text text;

    /** A failure with a text of its own. */
    public RestoreFailure(FailureCode code, Text text, @Nullable Throwable cause) {
        super(code + ": " + text.en(), cause);
        this.code = code;
        this.text = text;
    }

    /** A failure without an exception behind it. */
    public RestoreFailure(FailureCode code, Text text) {
        this(code, text, null);
    }

    /** Why, for programs. */
    public FailureCode code() {
        return code;
    }

    /** Why, for people. */
    public Text text() {
        return text;
    }

    /** Whether the same step may succeed a little later without anybody's help. */
    public boolean passing() {
        return code.passing();
    }
}
