package org.gardefou.terms.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.acceptance.HostedAcceptances;
import org.gardefou.terms.acceptance.HostedAcceptances.Receipt;
import org.gardefou.terms.durable.HostedPapers;
import org.gardefou.terms.durable.PaperFile;
import org.gardefou.terms.language.Language;

/** What was accepted on a page, as files to keep: for whoever has its link, as long as that lives. */
@Path(PageResource.PATH + "/{token}/papers")
@Produces({PaperFile.TYPE, MediaType.TEXT_HTML})
@PermitAll
class PagePaperResource {

    private static final int GONE = 410;

    private final PageLinks links;
    private final HostedAcceptances acceptances;
    private final HostedPapers papers;
    private final PageAnswers answers;
    private final Clock clock;

    PagePaperResource(
            PageLinks links, HostedAcceptances acceptances, HostedPapers papers, PageAnswers answers, Clock clock) {
        this.links = links;
        this.acceptances = acceptances;
        this.papers = papers;
        this.answers = answers;
        this.clock = clock;
    }

    /** A file and its name. */
    private record Named(PaperFile file, String name) {}

    @GET
    @Path("/terms")
    @Operation(hidden = true)
    public Response terms(@PathParam("token") String token, @BeanParam PageVisit visit) {
        return answer(
                token,
                visit,
                receipt -> new Named(
                        papers.terms(receipt.version(), read(receipt)),
                        "conditions-%s.pdf".formatted(receipt.version())));
    }

    @GET
    @Path("/receipt")
    @Operation(hidden = true)
    public Response receipt(@PathParam("token") String token, @BeanParam PageVisit visit) {
        return answer(
                token,
                visit,
                receipt -> new Named(
                        papers.receipt(receipt.acceptance(), receipt.version(), read(receipt)),
                        read(receipt).either("recu-%s.pdf", "receipt-%s.pdf").formatted(receipt.acceptance())));
    }

    private Response answer(String token, PageVisit visit, Function<Receipt, Named> wanted) {
        PageLink link = Token.of(token).flatMap(links::of).orElseThrow(PagePaperResource::unknown);
        Receipt receipt = Optional.ofNullable(link.acceptance())
                .flatMap(acceptances::receipt)
                .orElseThrow(PagePaperResource::unknown);
        if (!link.lives(clock.instant()))
            return answers.page(
                    GONE,
                    ClosedPage.NO_LONGER_KEPT.sheet(
                            PageResource.PATH + "/" + token, link.returnTo(), visit.language(link)));
        Named named = wanted.apply(receipt);
        return answers.paper(named.file, named.name);
    }

    private static Language read(Receipt receipt) {
        return Language.of(receipt.locale()).orElse(Language.FR);
    }

    private static RuntimeException unknown() {
        return Problems.notFound("page", "in the address");
    }
}
