package org.gardefou.terms.durable;

import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.stationery.Bench;

/**
 * Makes PDF files, which costs about a second of a processor each: of the same file one is at work, of all of them a few at once. Who asks for more is told
 * when to come back. What strangers may ask for without an end has a place of its own, and what they have made fills no other's memory: so they never keep a
 * customer from a receipt.
 */
@ApplicationScoped
class Press {

    private final Bench<String, PaperFile> bench;
    private final Bench<String, PaperFile> strangers;
    private final Duration patience;

    Press(PressConfig config) {
        this.bench = bench(config.atOnce(), config);
        this.strangers = bench(config.strangersAtOnce(), config);
        this.patience = config.patience();
    }

    private static Bench<String, PaperFile> bench(int places, PressConfig config) {
        return new Bench<>(
                places,
                Caffeine.newBuilder()
                        .maximumWeight(config.kept())
                        .weigher((String hash, PaperFile file) -> file.content().length)
                        .expireAfterWrite(config.keptFor())
                        .build());
    }

    /** What a file is made of; the same makes the same bytes. */
    record Copy(String html, Imprint imprint, List<Enclosure> enclosures) {

        /** Of all of it. */
        String hash() {
            StringBuilder all = new StringBuilder(html).append('\n').append(imprint);
            for (Enclosure enclosure : enclosures)
                all.append('\n').append(enclosure.name()).append('\n').append(Canonical.sha256(enclosure.content()));
            return Canonical.sha256(all.toString());
        }

        private PaperFile print() {
            return PaperFile.of(Paper.of(html, imprint, enclosures), imprint.language());
        }
    }

    /**
     * The file, for who asks over HTTP.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when as many others are made as may be
     */
    PaperFile now(Copy copy) {
        return bench.now(copy.hash(), copy::print);
    }

    /**
     * The file, for who asks over HTTP without a token, of which there are as many as they like to think of.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when as many others of that kind are made as may be
     */
    PaperFile forStrangers(Copy copy) {
        return forStrangers(copy.hash(), copy::print);
    }

    /** The same of something that is made elsewhere, and told apart by a hash. */
    PaperFile forStrangers(String hash, Supplier<PaperFile> made) {
        return strangers.now(hash, made);
    }

    /** The same of something that is made elsewhere, and told apart by a hash. */
    PaperFile now(String hash, Supplier<PaperFile> made) {
        return bench.now(hash, made);
    }

    /**
     * The file, for work that nobody waits for.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After when no place was free for long
     */
    PaperFile patiently(Copy copy) {
        return bench.patiently(copy.hash(), copy::print, patience);
    }
}
