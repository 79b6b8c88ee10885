package org.gardefou.diagnostics.signature;

import com.google.re2j.Pattern;
import java.util.List;
import org.gardefou.diagnostics.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a known failure looks like in a log or a page.
 *
 * @param sources what writes it: php, nginx, apache, mysql, http-body…
 * @param pattern in RE2 syntax, searched: linear time, because logs are written by attackers, too
 * @param prior the party it points to before anything else is known
 * @param yieldsTo more specific signatures that win when they match as well
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
        List<String> samples,
        List<String> yieldsTo) {

    public Signature {
        sources = List.copyOf(sources);
        samples = List.copyOf(samples);
        yieldsTo = List.copyOf(yieldsTo);
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

    /** A signature as the catalogue file has it. */
    record Entry(
            String id,
            List<String> sources,
            String pattern,
            Severity severity,
            Prior prior,
            Area area,
            String guide,
            Text text,
            List<String> samples,
            @Nullable List<String> yieldsTo) {

        Signature compile() {
            return new Signature(
                    id,
                    sources,
                    Pattern.compile(pattern),
                    severity,
                    prior,
                    area,
                    guide,
                    text,
                    samples,
                    yieldsTo == null ? List.of() : yieldsTo);
        }
    }
}
