package org.gardefou.local.demo;

/** The suite answered something else than the story needs. The message holds the request and the whole answer. */
public final class UnexpectedAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedAnswer(Answer answer) {
        super(answer.toString());
    }

    UnexpectedAnswer(String message, Throwable cause) {
        super(message, cause);
    }

    UnexpectedAnswer(String message) {
        super(message);
    }
}
