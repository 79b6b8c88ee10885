package org.gardefou.terms.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.gardefou.terms.language.Language;

/** What differs between two versions, as a page that people read. */
@ApplicationScoped
public class Differences {

    private final Documents documents;
    private final Editions editions;
    private final Publishing publishing;

    Differences(Documents documents, Editions editions, Publishing publishing) {
        this.documents = documents;
        this.editions = editions;
        this.publishing = publishing;
    }

    /** A complete page in HTML from one version to another. */
    public String page(UUID before, UUID after, Language language) {
        Edition old = editions.findById(before);
        Edition fresh = editions.findById(after);
        Document document = documents.findById(fresh.document());
        Comparison comparison = Comparison.of(
                publishing.content(documents.findById(old.document()), old), publishing.content(document, fresh));
        return new String(
                ComparisonPage.of(comparison, document.name().in(language), old.number(), fresh.number(), language),
                StandardCharsets.UTF_8);
    }
}
