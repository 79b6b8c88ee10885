package org.gardefou.diagnostics.check;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.access.http.HttpProbe;
import org.gardefou.access.http.ProbeResult.Answered;
import org.gardefou.access.http.ProbeResult.Failed;
import org.gardefou.access.http.ProbeResult.Outcome;
import org.gardefou.diagnostics.attribution.Finding;
import org.gardefou.diagnostics.attribution.Witness;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;

/**
 * Asks for the front pages of other customers' sites on the same server, when the site's own is down. One customer breaks one site; when
 * all that were asked fail, it is the server that does not serve.
 */
@ApplicationScoped
class NeighboursCheck implements Check {

    /** One neighbour may be broken by its own customer. */
    private static final int FEWEST = 2;

    private final HttpProbe probe;

    NeighboursCheck(HttpProbe probe) {
        this.probe = probe;
    }

    @Override
    public String name() {
        return "http.neighbours";
    }

    @Override
    public boolean judges() {
        return false;
    }

    @Override
    public boolean inside() {
        return false;
    }

    @Override
    public CheckResult look(Examination site) throws Exception {
        if (!site.down()) {
            return CheckResult.ok(
                    name(), "Le site répond : aucun autre n'a été demandé.", "The site answers: no other was asked.");
        }
        List<String> neighbours = site.neighbours();
        if (neighbours.size() < FEWEST) {
            return CheckResult.couldNot(
                    name(),
                    "Trop peu de sites d'autres clients sont déclarés sur ce serveur pour comparer.",
                    "Too few sites of other customers are registered on this server to compare.");
        }
        long failing = failing(neighbours);
        if (failing < neighbours.size()) {
            return CheckResult.ok(
                    name(),
                    "%d des %d autres sites demandés sur ce serveur répondent."
                            .formatted(neighbours.size() - failing, neighbours.size()),
                    "%d of the %d other sites asked on this server answer."
                            .formatted(neighbours.size() - failing, neighbours.size()));
        }
        Text text = new Text(
                "Aucun des %d autres sites demandés sur ce serveur ne répond.".formatted(failing),
                "None of the %d other sites asked on this server answers.".formatted(failing));
        return CheckResult.found(
                name(),
                Severity.CRITICAL,
                text,
                new Finding(
                                "SERVER_WIDE_FAILURE",
                                Area.PLATFORM,
                                Prior.PLATFORM,
                                75,
                                text,
                                "platform-incident",
                                null,
                                null,
                                failing + "/" + neighbours.size(),
                                site.now())
                        .witnessedBy(Witness.OWN_PROBE));
    }

    private long failing(List<String> urls) throws Exception {
        long failing = 0;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<Outcome>> asked = urls.stream()
                    .map(url -> threads.submit(() -> probe.get(url).outcome()))
                    .toList();
            for (Future<Outcome> answer : asked) if (fails(answer.get())) failing++;
        } finally {
            // Not close(), which would wait; a probe ends by its own time limits.
            threads.shutdownNow();
        }
        return failing;
    }

    /** Of no answer only what a server does: a name that leads nowhere, or a certificate, is a matter of that one site. */
    private static boolean fails(Outcome outcome) {
        return switch (outcome) {
            case Answered answered -> answered.status() >= 500;
            case Failed failed ->
                switch (failed.problem()) {
                    case CONNECTION_REFUSED, TIMEOUT, CONNECTION_LOST, BAD_ANSWER -> true;
                    case BAD_URL,
                            NAME_NOT_FOUND,
                            ADDRESS_REFUSED,
                            TLS_EXPIRED,
                            TLS_NAME_MISMATCH,
                            TLS_CHAIN,
                            TLS_OTHER,
                            REDIRECT_LOOP,
                            TOO_MANY_REDIRECTS -> false;
                };
        };
    }
}
