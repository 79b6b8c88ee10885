package org.gardefou.backup.destination;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place of the hoster's where repositories are made. */
@Entity
@Table(name = "destination")
public class Destination {

    @Id
    private UUID id;

    private String name;

    @Enumerated(EnumType.STRING)
    private Place.Kind kind;

    private String location;

    @Nullable private String region;

    @Nullable private String secret;

    @Column(name = "host_keys")
    @Nullable private String hostKeys;

    @Column(name = "upload_kib")
    @Nullable private Integer uploadKib;

    @Column(name = "download_kib")
    @Nullable private Integer downloadKib;

    @Nullable private Integer parallel;

    @Column(name = "append_only")
    private boolean appendOnly;

    private boolean active;

    @Column(name = "is_default")
    private boolean standard;

    @Column(name = "copy_to")
    @Nullable private UUID copyTo;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "destination_server", joinColumns = @JoinColumn(name = "destination"))
    @Column(name = "server")
    private Set<UUID> servers = new HashSet<>();

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Destination() {}

    Destination(UUID id, Settings settings, Instant now) {
        this.id = id;
        this.createdAt = now;
        this.name = settings.name();
        this.kind = settings.place().kind();
        this.location = settings.place().location();
        change(settings);
    }

    /**
     * What operators say about it.
     *
     * @param secret the name of the secret that opens it
     * @param hostKeys the server's public keys, one a line; for SFTP only
     * @param uploadKib KiB a second; null: as much as there is
     * @param parallel restic processes at work there at once; null: any number
     * @param appendOnly whether what was written there can be neither changed nor deleted by us
     * @param standard whether it is for all sites that no other place is for
     * @param copyTo the place to which what is stored here is copied
     * @param servers whose sites get their repository here
     */
    record Settings(
            String name,
            Place place,
            @Nullable String region,
            @Nullable String secret,
            @Nullable String hostKeys,
            @Nullable Integer uploadKib,
            @Nullable Integer downloadKib,
            @Nullable Integer parallel,
            boolean appendOnly,
            boolean active,
            boolean standard,
            @Nullable UUID copyTo,
            Set<UUID> servers) {}

    /** The place itself stays: repositories that lie there are found by it. */
    final void change(Settings settings) {
        name = settings.name();
        region = settings.region();
        secret = settings.secret();
        hostKeys = settings.hostKeys();
        uploadKib = settings.uploadKib();
        downloadKib = settings.downloadKib();
        parallel = settings.parallel();
        appendOnly = settings.appendOnly();
        active = settings.active();
        standard = settings.standard();
        copyTo = settings.copyTo();
        servers.retainAll(settings.servers());
        servers.addAll(settings.servers());
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Place place() {
        return new Place(kind, location);
    }

    Optional<String> region() {
        return Optional.ofNullable(region);
    }

    Optional<String> secret() {
        return Optional.ofNullable(secret);
    }

    Optional<String> hostKeys() {
        return Optional.ofNullable(hostKeys);
    }

    Optional<Integer> uploadKib() {
        return Optional.ofNullable(uploadKib);
    }

    Optional<Integer> downloadKib() {
        return Optional.ofNullable(downloadKib);
    }

    /** How many processes of ours, of any kind, may be at work there at once; empty: any number. */
    public Optional<Integer> parallel() {
        return Optional.ofNullable(parallel);
    }

    /** Whether nothing that lies there can be deleted by us: neither old snapshots nor keys. */
    public boolean appendOnly() {
        return appendOnly;
    }

    boolean active() {
        return active;
    }

    boolean standard() {
        return standard;
    }

    /** Where what is stored here is copied to. */
    public Optional<UUID> copyTo() {
        return Optional.ofNullable(copyTo);
    }

    Set<UUID> servers() {
        return Set.copyOf(servers);
    }

    Instant createdAt() {
        return createdAt;
    }

    long version() {
        return version;
    }
}
