package org.gardefou.support.sla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.gardefou.support.contract.HostedSite.Contract;
import org.gardefou.support.hours.HolidayCalendars;

/** What clocks go by, kept by its hash: most cases of a plan share one. */
@ApplicationScoped
class SlaBook {

    private static final String KEEP =
            "insert into sla_terms (sha256, content) values (:hash, cast(:content as jsonb)) on conflict do nothing";

    private final SlaPolicies policies;
    private final HolidayCalendars calendars;
    private final EntityManager entities;
    private final ObjectMapper json;
    private final Clock clock;

    SlaBook(SlaPolicies policies, HolidayCalendars calendars, EntityManager entities, ObjectMapper json, Clock clock) {
        this.policies = policies;
        this.calendars = calendars;
        this.entities = entities;
        this.json = json;
        this.clock = clock;
    }

    /** Freezes what holds for a contract now, and returns its hash; empty where nothing is promised and nothing aimed at. */
    Optional<String> freeze(Contract contract) {
        SlaAim aim = policies.current(contract.planCode()).map(SlaPolicy::aim).orElse(null);
        SlaTerms terms = SlaTerms.of(contract.promises(), aim, aim == null ? Set.of() : holidays(aim));
        return terms.targets().isEmpty() ? Optional.empty() : Optional.of(keep(terms));
    }

    private Set<LocalDate> holidays(SlaAim aim) {
        // Wherever the hours are: the day before is still today somewhere.
        LocalDate from = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        return calendars.days(aim.holidays(), from);
    }

    private String keep(SlaTerms terms) {
        try {
            String content = json.writeValueAsString(terms);
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
            entities.createNativeQuery(KEEP)
                    .setParameter("hash", hash)
                    .setParameter("content", content)
                    .executeUpdate();
            return hash;
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was frozen under a hash. */
    SlaTerms terms(String hash) {
        String content =
                (String) entities.createNativeQuery("select content #>> '{}' from sla_terms where sha256 = :hash")
                        .setParameter("hash", hash)
                        .getSingleResult();
        try {
            return json.readValue(content, SlaTerms.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The terms %s of clocks cannot be read".formatted(hash), e);
        }
    }
}
