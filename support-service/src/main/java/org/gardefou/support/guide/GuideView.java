package org.gardefou.support.guide;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A guide as it is read.
 *
 * @param edition counts up with every change of the text in this language
 * @param own whether the hoster wrote it; otherwise it was shipped
 */
@Schema(name = "Guide")
record GuideView(
        @Schema(examples = "database-credentials") String key,
        @Schema(examples = "fr") String locale,
        String title,
        String summary,
        String markdown,
        @Schema(examples = "1") int edition,
        boolean own,
        Instant since,

        @Schema(examples = "/support/guides/database-credentials?lang=fr")
        String page) {

    static GuideView of(GuideEdition edition) {
        Guide guide = edition.guide();
        return new GuideView(
                guide.key(),
                guide.locale(),
                guide.title(),
                guide.summary(),
                guide.markdown(),
                edition.edition(),
                edition.author().isPresent(),
                edition.since(),
                GuidePages.address(guide.key(), guide.locale()));
    }

    /** One of a list. */
    @Schema(name = "GuideSummary")
    record Summary(
            @Schema(examples = "database-credentials") String key, String locale, String title, String summary) {

        static Summary of(GuideEdition edition) {
            Guide guide = edition.guide();
            return new Summary(guide.key(), guide.locale(), guide.title(), guide.summary());
        }
    }
}
