package org.gardefou.diagnostics.signature;

import com.google.re2j.Pattern;
import java.util.List;
import org.gardefou.diagnostics.language.Text;

/**
 * What a known failure looks like in a log or a page.
 *
 * @param sources what writes it: php, nginx, apache, mysql, http-body…
 * @param pattern in RE2 syntax, searched: linear time, because logs are written by attackers, too
 * @param prior the party it points to before anything else is known
 * @param text what it means, in plain words
 * @param where where to look
 * @param todo what to do
 * @param samples lines that it is to be found in before all others
 * @param yieldsTo more specific signatures that win when they match as well
 * @param winsOver less specific ones that it wins over when they match as well
 */
public record Signature(
        String id,
        List<String> sources,
        Pattern compiled,
        Severity severity,
        Prior prior,
        Area area,
        String guide,
        Text text,
        Text where,
        Text todo,
        List<String> samples,
        List<String> yieldsTo,
        List<String> winsOver) {

    public Signature {
        sources = List.copyOf(sources);
        samples = List.copyOf(samples);
        yieldsTo = List.copyOf(yieldsTo);
        winsOver = List.copyOf(winsOver);
    }

    /** Whether the other one does not count where both match. */
    boolean winsOver(Signature other) {
        return other.yieldsTo.contains(id) || winsOver.contains(other.id);
    }

    /** How bad it is for the site. */
    public enum Severity {
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL
    }

    /** Whose part it usually is. */
    public enum Prior {
        CUSTOMER_CHANGE,
        THIRD_PARTY,
        PLATFORM,
        MIXED
    }

    /** What part of a site it is about; a change of the same part explains it best. */
    public enum Area {
        CODE,
        DATABASE,
        WEB_SERVER,
        PLATFORM,
        /** Where the site's names lead. */
        ADDRESS,
        CERTIFICATE,
        MAIL,
        STORAGE
    }
}
