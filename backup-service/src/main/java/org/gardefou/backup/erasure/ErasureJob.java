package org.gardefou.backup.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.claim.SiteTurns;
import org.gardefou.backup.copy.Copies;
import org.gardefou.backup.erasure.Erasure.Step;
import org.gardefou.backup.repository.ErasedPlace;
import org.gardefou.backup.repository.Erasing;
import org.gardefou.backup.restorepoint.ErasedPoints;
import org.gardefou.backup.selection.Selections;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;

/** Erases what is kept of a site, step by step; killed at any point it goes on with the step that it was at. */
@ApplicationScoped
class ErasureJob implements Job {

    private final Erasures erasures;
    private final Erasing erasing;
    private final ErasedPoints points;
    private final Copies copies;
    private final Claims claims;
    private final SiteTurns turns;
    private final Selections selections;
    private final Sites sites;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;

    ErasureJob(
            Erasures erasures,
            Erasing erasing,
            ErasedPoints points,
            Copies copies,
            Claims claims,
            SiteTurns turns,
            Selections selections,
            Sites sites,
            Outbox outbox,
            ObjectMapper json,
            Clock clock) {
        this.erasures = erasures;
        this.erasing = erasing;
        this.points = points;
        this.copies = copies;
        this.claims = claims;
        this.turns = turns;
        this.selections = selections;
        this.sites = sites;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /** The data of {@code repository.erased}: the places without their addresses, which are in the certificate. */
    record Told(
            UUID erasure,
            UUID site,
            UUID customer,
            List<ErasedTold> places,
            int restorePoints,
            String certificate,
            Instant at) {}

    /** One repository that is no more. */
    record ErasedTold(
            String which, List<String> keys, String wrappedKey, boolean keyFilesDeleted, boolean filesDeleted) {

        static ErasedTold of(ErasedPlace place) {
            return new ErasedTold(
                    place.which(),
                    place.keys() == null ? List.of() : place.keys(),
                    place.wrappedKey(),
                    Boolean.TRUE.equals(place.keyFilesDeleted()),
                    Boolean.TRUE.equals(place.filesDeleted()));
        }
    }

    @Override
    public String name() {
        return "erasure";
    }

    @Override
    public void run(String id) throws IOException {
        UUID erasure = UUID.fromString(id);
        UUID site = read(erasure).site();
        try (Claim _ = claims.alone(site, "erasure")) {
            erase(erasure);
        } catch (IOException | RuntimeException e) {
            QuarkusTransaction.requiringNew().run(() -> erasures.findByIdOptional(erasure)
                    .filter(one -> one.state() == Erasure.State.RUNNING)
                    .ifPresent(one -> one.hindered(String.valueOf(e.getMessage()))));
            throw e;
        }
    }

    private void erase(UUID id) throws IOException {
        Erasure erasure = read(id);
        if (erasure.state() != Erasure.State.RUNNING) return;
        UUID site = erasure.site();
        if (erasure.step() == Step.KEYS) {
            each(id, place -> place.keys() == null ? erasing.identify(site, place, read(id).lost()) : place);
            if (!QuarkusTransaction.requiringNew().call(() -> mayDestroy(id))) return;
            each(
                    id,
                    place -> place.keyFilesDeleted() == null
                            ? erasing.destroyKeyFiles(site, place, read(id).lost())
                            : place);
            QuarkusTransaction.requiringNew().run(() -> {
                erasing.destroyWrappedKeys(site);
                require(id).keysDestroyed();
            });
        }
        each(id, place -> place.filesDeleted() == null ? erasing.deleteFiles(site, place, read(id).lost()) : place);
        for (ErasedPlace place : read(id).places()) erasing.tidy(site, place);
        QuarkusTransaction.requiringNew().run(() -> certify(id));
    }

    /**
     * Asked right before the first thing that cannot be undone: a legal hold may have come since the order, while a place was away. Whoever
     * sets one waits for the lock of the site, and finds that keys are being destroyed.
     */
    private boolean mayDestroy(UUID id) {
        UUID site = require(id).site();
        sites.findByIdOptional(site).ifPresent(sites::lock);
        Erasure erasure = require(id);
        if (erasure.destroying()) return true;
        Optional<String> objection = points.objection(site);
        if (objection.isEmpty()) {
            erasure.destroys(clock.instant());
            return true;
        }
        erasing.giveUp(site);
        erasure.refused("Nothing was destroyed. " + objection.get(), clock.instant());
        return false;
    }

    /** Does something at a place. */
    private interface Deed {
        ErasedPlace at(ErasedPlace place) throws IOException;
    }

    private void each(UUID id, Deed deed) throws IOException {
        List<ErasedPlace> places = read(id).places();
        for (int i = 0; i < places.size(); i++) {
            int index = i;
            ErasedPlace now = deed.at(places.get(i));
            if (!now.equals(places.get(i))) {
                QuarkusTransaction.requiringNew().run(() -> require(id).place(index, now));
            }
        }
    }

    private void certify(UUID id) {
        Erasure erasure = require(id);
        Instant now = clock.instant();
        erasing.end(erasure.site());
        copies.erased(erasure.site());
        turns.end(erasure.site());
        selections.erased(erasure.site());
        points.gone(erasure.site());
        Certificate certificate = Certificate.of(erasure, now);
        erasure.completed(certificate, now);
        outbox.add(Event.of(
                "gardefou.backups",
                "repository.erased",
                erasure.site(),
                new Told(
                        id,
                        erasure.site(),
                        erasure.customer(),
                        erasure.places().stream().map(ErasedTold::of).toList(),
                        erasure.restorePoints(),
                        hash(certificate),
                        now)));
    }

    /** Of the certificate as the API answers it, so that it can be compared with what the ledger keeps. */
    private String hash(Certificate certificate) {
        try {
            byte[] text = json.writeValueAsString(certificate).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("A certificate can be written, and every Java has SHA-256", e);
        }
    }

    private Erasure read(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> require(id));
    }

    private Erasure require(UUID id) {
        Erasure erasure = erasures.findById(id);
        if (erasure == null) throw new IllegalStateException("There is no erasure " + id);
        return erasure;
    }
}
