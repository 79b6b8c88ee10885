package org.gardefou.terms.durable;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.document.Rendition;
import org.gardefou.terms.language.Language;
import org.jsoup.Jsoup;

/**
 * The pages of published versions as PDF files. Each is made when it is first asked for, which takes about a second, and kept: everybody who accepted
 * a version gets the same bytes, for ever.
 */
@ApplicationScoped
public class TermsPapers {

    private final AgroalDataSource dataSource;
    private final Editions editions;
    private final Press press;
    private final Clock clock;

    TermsPapers(AgroalDataSource dataSource, Editions editions, Press press, Clock clock) {
        this.dataSource = dataSource;
        this.editions = editions;
        this.press = press;
        this.clock = clock;
    }

    /** The file of a version in a language, for work that nobody waits for; empty where the version is not published. */
    public Optional<PaperFile> of(UUID version, Language language) {
        return of(version, language, press::patiently);
    }

    /**
     * The same for who asks over HTTP.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when it is not made yet and as many others are made as may be
     */
    public Optional<PaperFile> asked(UUID version, Language language) {
        return of(version, language, press::now);
    }

    private Optional<PaperFile> of(UUID version, Language language, Function<Press.Copy, PaperFile> made) {
        Optional<PaperFile> kept = kept(version, language);
        if (kept.isPresent()) return kept;
        return copy(version, language).map(copy -> {
            keep(version, language, made.apply(copy));
            return kept(version, language).orElseThrow();
        });
    }

    /** Read to its end before the press is asked for a place: who waits there should hold nothing that others need. */
    private Optional<Press.Copy> copy(UUID version, Language language) {
        return QuarkusTransaction.joiningExisting().call(() -> editions.rendition(version, language)
                .map(page -> copy(editions.findById(version), page, language)));
    }

    private static Press.Copy copy(Edition edition, Rendition page, Language language) {
        boolean french = language == Language.FR;
        String html = new String(page.content(), StandardCharsets.UTF_8);
        String title = "%s – version %d".formatted(Jsoup.parse(html).title(), edition.number());
        return new Press.Copy(
                html,
                new Imprint(
                        title,
                        french
                                ? "Les conditions telles qu'elles sont affichées, à conserver"
                                : "The terms as they are shown, to be kept",
                        language,
                        edition.publication(),
                        french
                                ? "Version %d. SHA-256 de la page affichée, jointe à ce fichier : %s"
                                        .formatted(edition.number(), page.sha256())
                                : "Version %d. SHA-256 of the page as shown, attached to this file: %s"
                                        .formatted(edition.number(), page.sha256())),
                List.of(new Enclosure(
                        french ? "page-affichee.html" : "page-as-shown.html",
                        "text/html",
                        french ? "La page affichée, octet pour octet" : "The page as shown, byte for byte",
                        Enclosure.Relation.SOURCE,
                        page.content())));
    }

    private Optional<PaperFile> kept(UUID version, Language language) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select content, sha256 from terms_paper where terms_version = ? and locale = ?")) {
            select.setObject(1, version);
            select.setString(2, language.tag());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new PaperFile(rows.getBytes(1), rows.getString(2), language))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new PersistenceException("The PDF file cannot be read", e);
        }
    }

    /** Of two that are made at once the first stays. */
    private void keep(UUID version, Language language, PaperFile file) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into terms_paper (terms_version, locale, content, sha256, made_at) values (?, ?, ?, ?, ?) on conflict do nothing")) {
            insert.setObject(1, version);
            insert.setString(2, language.tag());
            insert.setBytes(3, file.content());
            insert.setString(4, file.sha256());
            insert.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException("The PDF file cannot be kept", e);
        }
    }
}
