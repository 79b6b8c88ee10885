package org.gardefou.terms.bundle;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The parcel of a request's answer. Nothing of it is left on disk when the request ends: sent, broken off, or never to be sent (HEAD). */
@RequestScoped
class Packed {

    private final List<Parcel> parcels = new ArrayList<>();

    Parcel keep(Parcel parcel) {
        parcels.add(parcel);
        return parcel;
    }

    @PreDestroy
    void discard() {
        for (Parcel parcel : parcels)
            try {
                parcel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
    }
}
