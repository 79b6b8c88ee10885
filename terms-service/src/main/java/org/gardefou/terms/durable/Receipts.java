package org.gardefou.terms.durable;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.terms.acceptance.Acceptance;
import org.gardefou.terms.acceptance.Acceptances;
import org.gardefou.terms.checkpoint.Checkpoint;
import org.gardefou.terms.checkpoint.Checkpoints;
import org.gardefou.terms.checkpoint.Proofs;
import org.gardefou.terms.checkpoint.SigningKeys;
import org.gardefou.terms.clause.Hoster;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.ledger.Evidence;
import org.gardefou.terms.ledger.EvidenceReader;
import org.gardefou.terms.ledger.PersonalValues;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** Writes the receipts of acceptances. The same acceptance under the same checkpoint gives the same receipt, until its name is erased. */
@ApplicationScoped
public class Receipts {

    /** Whatever checkpoint there is. */
    public static final long ANY = Long.MAX_VALUE;

    private final Acceptances acceptances;
    private final Editions editions;
    private final TermsPapers papers;
    private final PersonalValues personal;
    private final EvidenceReader ledger;
    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final SigningKeys keys;
    private final Hoster hoster;
    private final ObjectMapper json;

    Receipts(
            Acceptances acceptances,
            Editions editions,
            TermsPapers papers,
            PersonalValues personal,
            EvidenceReader ledger,
            Checkpoints checkpoints,
            Proofs proofs,
            SigningKeys keys,
            Hoster hoster,
            ObjectMapper json) {
        this.acceptances = acceptances;
        this.editions = editions;
        this.papers = papers;
        this.personal = personal;
        this.ledger = ledger;
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.keys = keys;
        this.hoster = hoster;
        this.json = json;
    }

    /**
     * The receipt of an acceptance.
     *
     * @param most the number of the last checkpoint that it may be proven by; 0: by none
     */
    public Receipt of(UUID acceptance, long most) {
        return QuarkusTransaction.joiningExisting().call(() -> write(acceptances.findById(acceptance), most));
    }

    /** The receipt as a PDF file, with the JSON enclosed. */
    public PaperFile paper(Receipt receipt) {
        Language language = language(receipt);
        boolean french = language == Language.FR;
        String canonical = Canonical.json(json, receipt);
        Imprint imprint = new Imprint(
                french ? "Reçu d'acceptation de conditions" : "Receipt for the acceptance of terms",
                receipt.what(),
                language,
                receipt.proof() == null ? receipt.recordedAt() : receipt.proof().at(),
                french
                        ? "Reçu de l'acceptation %s. SHA-256 de ses données, jointes à ce fichier : %s"
                                .formatted(receipt.acceptance(), Canonical.sha256(canonical))
                        : "Receipt of acceptance %s. SHA-256 of its data, attached to this file: %s"
                                .formatted(receipt.acceptance(), Canonical.sha256(canonical)));
        Enclosure data = new Enclosure(
                ReceiptPage.dataFile(language),
                "application/json",
                french
                        ? "Les données du reçu, en JSON canonique (RFC 8785)"
                        : "The receipt's data, in canonical JSON (RFC 8785)",
                Enclosure.Relation.DATA,
                canonical.getBytes(StandardCharsets.UTF_8));
        return PaperFile.of(Paper.of(ReceiptPage.of(receipt, imprint.title()), imprint, List.of(data)), language);
    }

    /** The number of the first checkpoint that covers an acceptance; 0: there is none yet. */
    public long checkpoint(UUID acceptance) {
        return ledger.ofAcceptance(acceptance)
                .flatMap(entry -> covering(entry, ANY))
                .map(Checkpoint::number)
                .orElse(0L);
    }

    /** The name under which it is saved. */
    public static String fileName(Receipt receipt) {
        return fileName(receipt.acceptance(), language(receipt));
    }

    static String fileName(UUID acceptance, Language language) {
        return (language == Language.FR ? "recu-" : "receipt-") + acceptance + ".pdf";
    }

    static Language language(Receipt receipt) {
        return Language.of(receipt.locale()).orElse(Language.FR);
    }

    private Receipt write(Acceptance acceptance, long most) {
        Language language = Language.of(acceptance.locale()).orElse(Language.FR);
        Optional<Evidence> entry = ledger.ofAcceptance(acceptance.id());
        Receipt.Proof proof = entry.flatMap(one -> covering(one, most).map(by -> proof(one, by)))
                .orElse(null);
        Receipt.By by = by(acceptance);
        return new Receipt(
                ReceiptPage.what(acceptance, language),
                acceptance.id(),
                language.tag(),
                hoster.name()
                        .map(name -> new Receipt.Hosting(name, hoster.contact().orElse(null)))
                        .orElse(null),
                acceptance.customer(),
                by,
                acceptance.agent(),
                acceptance.mandate(),
                terms(acceptance, language),
                acceptance.buttonText() == null
                        ? null
                        : new Receipt.Shown(Objects.requireNonNull(acceptance.buttonText()), acceptance.boxes()),
                acceptance.provenance(),
                acceptance.source(),
                acceptance.at(),
                acceptance.recordedAt(),
                acceptance.recordedBy().name(),
                entry.map(one -> new Receipt.Entry(one.seq(), one.body(), one.prevHash(), one.hash()))
                        .orElse(null),
                proof,
                ReceiptPage.steps(acceptance.click(), by.name() != null, proof != null, language));
    }

    /**
     * With the salt, so that the file can open the ledger's commitment; and so that its hash, which the ledger keeps for ever where it was sent, does not
     * tell anybody who guesses the name that they are right.
     */
    private Receipt.By by(Acceptance acceptance) {
        return personal.opening(acceptance.id(), "name")
                .map(name -> new Receipt.By(name.value(), HexFormat.of().formatHex(name.salt()), acceptance.capacity()))
                .orElseGet(() -> new Receipt.By(null, null, acceptance.capacity()));
    }

    private Receipt.Terms terms(Acceptance acceptance, Language language) {
        Edition edition = editions.findById(acceptance.version());
        String page = new String(
                editions.rendition(edition.id(), language).orElseThrow().content(), StandardCharsets.UTF_8);
        return new Receipt.Terms(
                edition.document(),
                edition.id(),
                edition.number(),
                Jsoup.parse(page).title(),
                edition.effect(),
                edition.hash(),
                acceptance.renditionSha256(),
                acceptance.click()
                        ? papers.of(edition.id(), language).orElseThrow().sha256()
                        : null);
    }

    private Optional<Checkpoint> covering(Evidence entry, long most) {
        return checkpoints.covering(List.of(entry.seq()), most).stream().findFirst();
    }

    private Receipt.Proof proof(Evidence entry, Checkpoint checkpoint) {
        @Nullable String x = keys.known().stream()
                .filter(known -> known.key().id().equals(checkpoint.key()))
                .map(known -> known.key().x())
                .findFirst()
                .orElse(null);
        return new Receipt.Proof(
                checkpoint.number(),
                checkpoint.origin(),
                checkpoint.size(),
                checkpoint.root(),
                proofs.inclusion(entry.seq(), checkpoint.size()),
                checkpoint.at(),
                checkpoint.body(),
                checkpoint.jws(),
                checkpoint.key(),
                x);
    }
}
