package org.gardefou.terms.durable;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.gardefou.terms.document.Differences;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.language.Language;
import org.jsoup.Jsoup;

/** What changes from one version to another, word by word, as a PDF file. */
@ApplicationScoped
public class DifferencePapers {

    private final Differences differences;
    private final Editions editions;

    DifferencePapers(Differences differences, Editions editions) {
        this.differences = differences;
        this.editions = editions;
    }

    /** The file for two published versions: the same each time. */
    public PaperFile of(UUID before, UUID after, Language language) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            String page = differences.page(before, after, language);
            Edition fresh = editions.findById(after);
            boolean french = language == Language.FR;
            return PaperFile.of(
                    Paper.of(
                            page,
                            new Imprint(
                                    Jsoup.parse(page).title(),
                                    french
                                            ? "Ce qui change dans les conditions, mot à mot"
                                            : "What changes in the terms, word by word",
                                    language,
                                    fresh.publication(),
                                    (french ? "De la version %s à la version %s" : "From version %s to version %s")
                                            .formatted(before, after)),
                            List.of()),
                    language);
        });
    }
}
