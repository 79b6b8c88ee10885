package org.gardefou.local.site;

/** The site could not do what was asked. The message says why and what to do next. */
public final class SiteException extends RuntimeException {
    public SiteException(String message) {
        super(message);
    }

    public SiteException(String message, Throwable cause) {
        super(message, cause);
    }
}
