package org.gardefou.diagnostics.dnspreflight;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.diagnostics.language.Text;
import org.xbill.DNS.Name;

/**
 * One thing that would break, or be worse than it need be.
 *
 * @param rule its stable name
 * @param name where in the zone, without the last dot
 * @param text what would happen
 * @param advice what to do instead
 */
@Schema(name = "DnsRisk")
record Risk(
        @Schema(examples = "MX_REMOVED") String rule,
        Level level,
        @Schema(examples = "boutique.example") String name,
        Text text,
        Text advice) {

    /** How bad it is. */
    enum Level {
        /** The site, or the mail, or the whole zone stops. */
        CRITICAL,
        /** Something that worked stops. */
        ERROR,
        /** It works, for now or for most. */
        WARNING,
        /** Good to know. */
        NOTICE
    }

    static Risk of(String rule, Level level, Name name, Text text, Text advice) {
        return new Risk(rule, level, name.toString(true), text, advice);
    }
}
