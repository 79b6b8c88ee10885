package org.gardefou.diagnostics.signature;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The catalogue: what is shipped ({@code signatures.json}), and what operators have put in effect beside it or in its place. */
@ApplicationScoped
public class Signatures {

    private static final Logger LOG = Logger.getLogger(Signatures.class);

    /** What another process put in effect is known by then. */
    private static final long FRESH = Duration.ofMinutes(1).toNanos();

    private final List<Signature> shipped;
    private final SignatureEditions editions;

    private volatile Known known;

    private record Known(Catalogue catalogue, long readAt) {}

    Signatures(ObjectMapper json, SignatureEditions editions) {
        this.shipped =
                Catalogue.shipped(json).stream().map(SignatureEntry::compile).toList();
        this.editions = editions;
        this.known = new Known(with(List.of()), System.nanoTime() - FRESH);
    }

    /** A signature by its id. */
    public Signature get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no signature " + id));
    }

    /** A signature by its id, if it is in effect. */
    public Optional<Signature> find(String id) {
        return catalogue().find(id);
    }

    /** The most specific signature of a source that a text shows. */
    public Optional<Match> match(String source, String text) {
        return catalogue().match(source, text);
    }

    /** What is in effect now. A database that is away changes nothing of it. */
    public Catalogue catalogue() {
        Known now = known;
        if (System.nanoTime() - now.readAt() < FRESH) return now.catalogue();
        return read(now.catalogue());
    }

    private synchronized Catalogue read(Catalogue before) {
        if (System.nanoTime() - known.readAt() < FRESH) return known.catalogue();
        Catalogue now = before;
        try {
            now = with(QuarkusTransaction.requiringNew().call(editions::inEffect));
        } catch (RuntimeException e) {
            LOG.warnf("The operators' signatures could not be read; those known before stay: %s", e.getMessage());
        }
        known = new Known(now, System.nanoTime());
        return now;
    }

    /** The next question reads anew. */
    synchronized void forget() {
        known = new Known(known.catalogue(), System.nanoTime() - FRESH);
    }

    /** The shipped catalogue with these beside it or in the place of what has the same id. */
    Catalogue with(List<SignatureEntry> own) {
        Map<String, Signature> all = new LinkedHashMap<>();
        shipped.forEach(signature -> all.put(signature.id(), signature));
        own.forEach(entry -> all.put(entry.id(), entry.compile()));
        return new Catalogue(all.values());
    }

    /** Whether an operator wrote it. */
    boolean isOwn(Signature signature) {
        return !shipped.contains(signature);
    }
}
