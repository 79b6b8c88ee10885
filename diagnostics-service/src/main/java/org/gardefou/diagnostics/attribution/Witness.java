package org.gardefou.diagnostics.attribution;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who speaks for a finding: how far what it rests on is out of the hands of the site's own programs. A repair that is the platform's
 * part costs the customer nothing, so only what the customer's programs cannot make counts for it.
 */
@Schema(description = "How far what a finding rests on is out of the hands of the site's own programs.")
public enum Witness {

    /** We asked or looked ourselves, at something that no program of the site answers for. */
    OWN_PROBE,

    /**
     * A log that the server's programs alone can write. They also write down what visitors and PHP say, line breaks included (nginx
     * escapes neither a path nor PHP's words), so a whole line of it can be an invention: it is a hint, and needs a probe to be a proof.
     */
    SERVER_ONLY,

    /** A page, a status, a file or a log that the site's own programs can make to say anything. */
    CUSTOMER_WRITABLE;

    /** Whether it can make a breakage the platform's by itself. */
    public boolean proves() {
        return this == OWN_PROBE;
    }
}
