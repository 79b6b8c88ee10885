package org.gardefou.backup.repository;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a repository of a site lies, and the wrapped key that opens it. */
@MappedSuperclass
abstract class StoredRepository {

    @Id
    private UUID site;

    private String location;

    @Nullable private UUID destination;

    @Column(name = "wrapped_key")
    private byte @Nullable [] wrappedKey;

    private String kek;

    @Column(name = "next_wrapped_key")
    private byte @Nullable [] nextWrappedKey;

    @Column(name = "next_kek")
    @Nullable private String nextKek;

    @Column(name = "entered_at")
    private Instant enteredAt;

    @Column(name = "made_at")
    @Nullable private Instant madeAt;

    @Column(name = "erasing_at")
    @Nullable private Instant erasingAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected StoredRepository() {}

    StoredRepository(UUID site, String location, @Nullable UUID destination, Wrapped key, Instant enteredAt) {
        this.site = site;
        this.location = location;
        this.destination = destination;
        this.wrappedKey = key.bytes().clone();
        this.kek = key.kek();
        this.enteredAt = enteredAt;
    }

    /** What its key is for: opens no other. */
    abstract String context();

    UUID site() {
        return site;
    }

    /** As restic takes it, without user and password: a path, {@code sftp:…}, {@code s3:…}. */
    String location() {
        return location;
    }

    /** The place where it was made; empty: where the settings said. */
    Optional<UUID> destination() {
        return Optional.ofNullable(destination);
    }

    /** Empty when it has been destroyed. */
    Optional<Wrapped> key() {
        return wrappedKey == null ? Optional.empty() : Optional.of(new Wrapped(kek, wrappedKey.clone()));
    }

    /** The key that takes its place, as soon as the repository has it. */
    Optional<Wrapped> nextKey() {
        return nextWrappedKey == null || nextKek == null
                ? Optional.empty()
                : Optional.of(new Wrapped(nextKek, nextWrappedKey.clone()));
    }

    Instant enteredAt() {
        return enteredAt;
    }

    /** Whether restic has made it: if it is not there then, it is lost. */
    boolean exists() {
        return madeAt != null;
    }

    void made(Instant now) {
        madeAt = now;
    }

    /** Wrapped by another key-encryption key; the key itself is the same. */
    void rewrapped(Wrapped key, @Nullable Wrapped next) {
        wrappedKey = key.bytes().clone();
        kek = key.kek();
        if (next == null) return;
        nextWrappedKey = next.bytes().clone();
        nextKek = next.kek();
    }

    /** A new key is about to be made known to the repository: kept first, so that none can be lost. */
    void changesTo(Wrapped next) {
        nextWrappedKey = next.bytes().clone();
        nextKek = next.kek();
    }

    /** The repository has the next key. */
    void changed() {
        if (nextWrappedKey == null || nextKek == null) return;
        wrappedKey = nextWrappedKey;
        kek = nextKek;
        nextWrappedKey = null;
        nextKek = null;
    }

    /** Nobody opens it any more. */
    void erasing(Instant now) {
        erasingAt = now;
    }

    /** It is not erased after all. */
    void keptAfterAll() {
        erasingAt = null;
    }

    boolean erased() {
        return erasingAt != null;
    }

    /** The end of its key, here. */
    void destroyKey() {
        wrappedKey = null;
        nextWrappedKey = null;
        nextKek = null;
    }

    long version() {
        return version;
    }
}
