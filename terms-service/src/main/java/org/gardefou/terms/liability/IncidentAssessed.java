package org.gardefou.terms.liability;

import java.time.Instant;
import java.util.UUID;

/**
 * Told within the service, in the same transaction, when an incident was assessed that a person asked about: the bus is told of diagnoses only.
 *
 * @param happened when the incident was, as the person said
 */
public record IncidentAssessed(
        UUID assessment, UUID site, Incident incident, Party party, Confidence confidence, Instant happened) {

    /** Whether the hoster has a part in it. */
    public boolean hosts() {
        return party == Party.HOST || party == Party.SHARED;
    }
}
