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
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.document.Rendition;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.ledger.Canonical;
import org.jsoup.Jsoup;

/**
 * The pages of published versions as PDF files. Each is made when it is first asked for, which takes about a second, and kept: everybody who accepted
 * a version gets the same bytes, for ever.
 */
@ApplicationScoped
public class TermsPapers {

    private final AgroalDataSource dataSource;
    private final Editions editions;
    private final Clock clock;

    TermsPapers(AgroalDataSource dataSource, Editions editions, Clock clock) {
        this.dataSource = dataSource;
        this.editions = editions;
        this.clock = clock;
    }

    /** The file of a version in a language; empty where the version is not published. */
    public Optional<PaperFile> of(UUID version, Language language) {
        Optional<PaperFile> kept = kept(version, language);
        if (kept.isPresent()) return kept;
        return QuarkusTransaction.joiningExisting()
                .call(() -> editions.rendition(version, language).map(page -> {
                    keep(version, language, file(editions.findById(version), page, language));
                    return kept(version, language).orElseThrow();
                }));
    }

    private static byte[] file(Edition edition, Rendition page, Language language) {
        boolean french = language == Language.FR;
        String html = new String(page.content(), StandardCharsets.UTF_8);
        String title = "%s – version %d".formatted(Jsoup.parse(html).title(), edition.number());
        return Paper.of(
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
    private void keep(UUID version, Language language, byte[] file) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into terms_paper (terms_version, locale, content, sha256, made_at) values (?, ?, ?, ?, ?) on conflict do nothing")) {
            insert.setObject(1, version);
            insert.setString(2, language.tag());
            insert.setBytes(3, file);
            insert.setString(4, Canonical.sha256(file));
            insert.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException("The PDF file cannot be kept", e);
        }
    }
}
