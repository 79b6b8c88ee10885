package org.gardefou.terms.durable;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.document.PublishedTerms;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.stationery.Layout;

/** What changes from one version to another, word by word, as a PDF file. */
@ApplicationScoped
public class DifferencePapers {

    private final PublishedTerms terms;
    private final Editions editions;
    private final Press press;

    DifferencePapers(PublishedTerms terms, Editions editions, Press press) {
        this.terms = terms;
        this.editions = editions;
        this.press = press;
    }

    /** The file for two published versions, for work that nobody waits for: the same each time. */
    public PaperFile of(UUID before, UUID after, Language language) {
        return press.patiently(
                copy(before, after, terms.differencesPatiently(before, after).orElseThrow(), language));
    }

    /**
     * The same for anybody who asks over HTTP; empty where there are no such two.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when as much else is made as may be
     */
    public Optional<PaperFile> asked(UUID before, UUID after, Language language) {
        return terms.differences(before, after)
                .map(differences -> press.forStrangers(copy(before, after, differences, language)));
    }

    private Press.Copy copy(UUID before, UUID after, PublishedTerms.Differences differences, Language language) {
        Edition fresh = QuarkusTransaction.joiningExisting().call(() -> editions.findById(after));
        boolean french = language == Language.FR;
        String title = Objects.requireNonNull(differences.title().get(language));
        return new Press.Copy(
                Layout.paper(
                        language,
                        title,
                        Objects.requireNonNull(differences.body().get(language))),
                new Imprint(
                        title,
                        french
                                ? "Ce qui change dans les conditions, mot à mot"
                                : "What changes in the terms, word by word",
                        language,
                        fresh.publication(),
                        (french ? "De la version %s à la version %s" : "From version %s to version %s")
                                .formatted(before, after)),
                List.of());
    }
}
