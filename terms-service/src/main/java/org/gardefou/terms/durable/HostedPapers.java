package org.gardefou.terms.durable;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.gardefou.terms.acceptance.Acceptance;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.ledger.Canonical;

/** What a customer keeps of what they accepted on a page of ours, to be downloaded there. */
@ApplicationScoped
public class HostedPapers {

    private final TermsPapers papers;
    private final Receipts receipts;
    private final Press press;
    private final ObjectMapper json;

    HostedPapers(TermsPapers papers, Receipts receipts, Press press, ObjectMapper json) {
        this.papers = papers;
        this.receipts = receipts;
        this.press = press;
        this.json = json;
    }

    /**
     * The accepted page.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when it is not made yet and as many others are made as may be
     */
    public PaperFile terms(UUID version, Language language) {
        return papers.asked(version, language).orElseThrow();
    }

    /**
     * The receipt, proven as well as it can be by now.
     *
     * @param version that was accepted, in which language: its file is named in the receipt
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when as many others are made as may be
     */
    public PaperFile receipt(UUID acceptance, UUID version, Language language) {
        terms(version, language);
        return receipt(acceptance);
    }

    /**
     * The receipt of any acceptance, also of one that was taken over and has no page.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when as many others are made as may be
     */
    PaperFile receipt(Acceptance acceptance) {
        if (!acceptance.click()) return receipt(acceptance.id());
        return receipt(
                acceptance.id(),
                acceptance.version(),
                Language.of(acceptance.locale()).orElse(Language.FR));
    }

    private PaperFile receipt(UUID acceptance) {
        Receipt receipt = receipts.of(acceptance, Receipts.ANY);
        return press.now(Canonical.sha256(Canonical.json(json, receipt)), () -> receipts.paper(receipt));
    }
}
