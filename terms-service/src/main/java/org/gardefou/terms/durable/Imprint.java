package org.gardefou.terms.durable;

import java.time.Instant;
import org.gardefou.terms.language.Language;

/**
 * What a PDF file says about itself.
 *
 * @param title what a reader shows as its name
 * @param subject one sentence on what it is
 * @param at what its dates are: never the moment at which somebody asked for it, so that the same file comes out each time
 * @param foot what stands at the foot of each page, in one line
 */
record Imprint(String title, String subject, Language language, Instant at, String foot) {}
