package org.gardefou.restore.failure;

import java.io.IOException;

/** A failure of a restore on its way through code that knows of input and output only. */
public final class FailureInside extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient RestoreFailure failure;

    /** Carries it. */
    public FailureInside(RestoreFailure failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    RestoreFailure failure() {
        return failure;
    }
}
