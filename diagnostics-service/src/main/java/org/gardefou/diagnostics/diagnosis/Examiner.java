package org.gardefou.diagnostics.diagnosis;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gardefou.diagnostics.check.Check;
import org.gardefou.diagnostics.check.CheckResult;
import org.gardefou.diagnostics.check.Examination;
import org.gardefou.diagnostics.check.ProbeConfig;
import org.gardefou.diagnostics.check.Severity;
import org.gardefou.diagnostics.diagnosis.Judgement.Judged;
import org.gardefou.diagnostics.language.Text;
import org.jboss.logging.Logger;

/** Lets all checks look. They share a time, and one that fails or hangs says so instead of spoiling the others. */
@ApplicationScoped
class Examiner {

    private static final Logger LOG = Logger.getLogger(Examiner.class);
    private static final String FACE = "http.front-page";

    /** A check that heeds no interrupt (a disk that does not answer) keeps its place; others are not to pile up behind it without end. */
    private static final int MOST_LOOKING = 500;

    private final Semaphore places = new Semaphore(MOST_LOOKING);
    private final List<Check> checks;
    private final ProbeConfig config;

    Examiner(@All List<Check> checks, ProbeConfig config) {
        this.checks = checks;
        this.config = config;
    }

    /**
     * The front page first, because asking for it makes the site write its errors down; then the rest at the same time.
     *
     * @throws InterruptedException when the service is being stopped: then there is no result, rather than one in which nothing could
     *     be checked
     */
    List<Judged> examine(Examination site) throws InterruptedException {
        List<Judged> results = new ArrayList<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            results.addAll(look(
                    threads,
                    site,
                    checks.stream().filter(check -> check.name().equals(FACE)).toList()));
            boolean down = results.stream().anyMatch(face -> face.result().severity() == Severity.CRITICAL);
            results.addAll(look(
                    threads,
                    down ? site.seen(true) : site,
                    checks.stream().filter(check -> !check.name().equals(FACE)).toList()));
        } finally {
            // Not close(), which waits for a check that heeds no interrupt; its own time limits end it.
            threads.shutdownNow();
        }
        return results;
    }

    private List<Judged> look(ExecutorService threads, Examination site, List<Check> some) throws InterruptedException {
        List<Future<CheckResult>> looking = some.stream()
                .map(check -> threads.submit(() -> look(check, site)))
                .toList();
        long deadline = System.nanoTime() + config.patience().toNanos();
        List<Judged> results = new ArrayList<>();
        for (int i = 0; i < some.size(); i++)
            results.add(new Judged(
                    result(some.get(i), looking.get(i), deadline), some.get(i).judges()));
        return results;
    }

    private CheckResult result(Check check, Future<CheckResult> looking, long deadline) throws InterruptedException {
        try {
            return looking.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            looking.cancel(true);
            return couldNot(check, "délai dépassé", "it took too long");
        } catch (ExecutionException e) {
            LOG.warnf(e.getCause(), "The check %s failed", check.name());
            // What went wrong may name what is none of the customer's: it is in the service's log.
            return couldNot(check, "erreur interne", "an internal error");
        }
    }

    private CheckResult look(Check check, Examination site) throws Exception {
        if (check.inside() && site.elsewhere()) return overSsh(check);
        if (!places.tryAcquire()) {
            return couldNot(check, "trop de vérifications sont bloquées", "too many checks hang");
        }
        try {
            return check.look(site);
        } finally {
            places.release();
        }
    }

    private static CheckResult overSsh(Check check) {
        return new CheckResult(
                check.name(),
                Severity.COULD_NOT_CHECK,
                new Text(
                        "Non vérifié : le serveur du site est joint par SSH, et cette vérification se fait sur place.",
                        "Not checked: the site's server is reached over SSH, and this check is made on the machine itself."),
                List.of());
    }

    private static CheckResult couldNot(Check check, String fr, String en) {
        return new CheckResult(
                check.name(),
                Severity.COULD_NOT_CHECK,
                new Text(
                        "La vérification n'a pas abouti : " + fr + ".",
                        "The check did not come to an end: " + en + "."),
                List.of());
    }
}
