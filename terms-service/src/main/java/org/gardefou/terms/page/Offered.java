package org.gardefou.terms.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gardefou.terms.document.PublishedDocument;
import org.gardefou.terms.document.PublishedVersion;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is asked to accept.
 *
 * @param sha256 of the text in the language of the page: what an acceptance names
 * @param since what they accepted before; null: nothing of these terms
 * @param boxes to be ticked, each by itself
 * @param button what it says
 * @param by whom, as was vouched for
 * @param email to which the papers are sent; null: none are
 */
record Offered(
        PublishedDocument document,
        PublishedVersion version,
        String sha256,
        @Nullable Since since,
        List<Acknowledgement> boxes,
        ButtonText button,
        By by,
        @Nullable String email,
        Instant expiresAt) {

    /**
     * What they accepted before.
     *
     * @param topics that say something else now, by their codes
     * @param reasons what that changes, by the codes, where the version was judged against that very one
     */
    record Since(PublishedVersion version, Instant at, Map<String, Name> topics, Map<String, List<Text>> reasons) {}

    /** Who is before the page. */
    record By(String name, String capacity) {}

    /** The labels of the boxes with these keys, as they are shown. */
    List<String> labels(List<String> ticked, Language in) {
        return boxes.stream()
                .filter(box -> ticked.contains(box.key()))
                .map(box -> box.words(in))
                .toList();
    }

    /** The boxes without which there is no agreement, and that are not among these. */
    List<Acknowledgement> missing(List<String> ticked) {
        return boxes.stream()
                .filter(Acknowledgement::required)
                .filter(box -> !ticked.contains(box.key()))
                .toList();
    }
}
