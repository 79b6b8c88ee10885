package org.gardefou.terms.bundle;

import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.gardefou.terms.stationery.Bench;

/** Where bundles are packed: a few at once, since each may hold twenty thousand entries, and whoever may have theirs may ask for it again and again. */
@ApplicationScoped
class Packing {

    private final Bench<Object, Parcel> bench;

    Packing(BundleConfig config) {
        // A bundle may tell names: none is kept, and nobody is given another's.
        bench = new Bench<>(
                config.atOnce(), Caffeine.newBuilder().maximumSize(0).build());
    }

    /**
     * A bundle.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 with Retry-After while as many are packed as may be
     */
    Parcel pack(Supplier<Parcel> work) {
        return bench.now(new Object(), work);
    }
}
