package org.gardefou.terms.acceptance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.permission.Role;
import org.gardefou.terms.document.Edition;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The agreement of a customer to a version, and what they were shown when they gave it. It is never changed. */
@Entity
@Immutable
@Table(name = "acceptance")
public class Acceptance {

    /** The capacity in which somebody agreed, where nobody knows it. */
    private static final String UNKNOWN = "unknown";

    @Id
    private UUID id;

    @Column(name = "terms_version")
    private UUID version;

    private UUID document;
    private UUID customer;
    private String locale;

    @Column(name = "rendition_sha256")
    private @Nullable String renditionSha256;

    private String capacity;

    @Column(name = "button_text")
    private @Nullable String buttonText;

    /** Whether the button was one by which something that costs was ordered. */
    private boolean orders;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> boxes;

    // An array and no list: beside a list that is kept as JSON, Hibernate takes the one's type for the other's, or not,
    // by chance.
    private UUID[] contracts;

    @Enumerated(EnumType.STRING)
    @Column(name = "recorded_by")
    private Role recordedBy;

    private @Nullable UUID agent;
    private @Nullable UUID mandate;

    @Enumerated(EnumType.STRING)
    private Provenance provenance;

    private @Nullable String source;

    @Column(name = "reference_sha256")
    private @Nullable String referenceSha256;

    @Column(name = "reference_mark")
    private @Nullable String referenceMark;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable ImportedEvidence evidence;

    private Instant at;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    private @Nullable UUID page;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Acceptance() {}

    /**
     * @param orders whether the button was one by which something that costs was ordered
     * @param page of ours on which the customer clicked; null: it was somebody else's
     */
    Acceptance(
            UUID id,
            Edition version,
            Acting acting,
            NewAcceptance click,
            boolean orders,
            @Nullable HostedPage page,
            Role recordedBy,
            Instant at,
            Instant now) {
        this.id = id;
        this.version = version.id();
        this.document = version.document();
        this.customer = acting.customer();
        this.agent = acting.agent();
        this.mandate = acting.mandate();
        this.provenance = page == null ? Provenance.CLICK : Provenance.HOSTED_PAGE;
        this.page = page == null ? null : page.link();
        this.locale = click.locale().tag();
        this.renditionSha256 = click.renditionSha256();
        this.capacity = click.by().capacity();
        this.buttonText = click.buttonText();
        this.orders = orders;
        this.boxes = click.boxes() == null ? List.of() : List.copyOf(click.boxes());
        this.contracts = click.distinctContracts().toArray(UUID[]::new);
        this.recordedBy = recordedBy;
        this.at = at;
        this.recordedAt = now;
    }

    /** What another system took; it shows no page and no button. */
    Acceptance(
            UUID id,
            Edition version,
            String source,
            AcceptanceImport.Item item,
            Referred referred,
            Role recordedBy,
            Instant now) {
        this.id = id;
        this.version = version.id();
        this.document = version.document();
        this.customer = item.customer();
        this.provenance = Provenance.IMPORTED;
        this.source = source;
        this.referenceSha256 = referred.commitment();
        this.referenceMark = referred.mark();
        this.evidence = item.evidence().kept();
        this.locale = item.locale().tag();
        this.capacity = item.capacity() == null ? UNKNOWN : item.capacity();
        this.boxes = List.of();
        this.contracts = new UUID[0];
        this.recordedBy = recordedBy;
        this.at = item.at().truncatedTo(ChronoUnit.MICROS);
        this.recordedAt = now;
    }

    /** Whether the customer clicked; otherwise another system says that they agreed. */
    public boolean click() {
        return provenance != Provenance.IMPORTED;
    }

    /** The link to the page of ours on which the customer clicked. */
    @Nullable UUID page() {
        return page;
    }

    public @Nullable UUID agent() {
        return agent;
    }

    public @Nullable UUID mandate() {
        return mandate;
    }

    public Provenance provenance() {
        return provenance;
    }

    public @Nullable String source() {
        return source;
    }

    /** Those of the customer that it put under the version; none for a new order. */
    List<UUID> contracts() {
        return List.of(contracts);
    }

    /** The salted commitment to what the source knows it by; of what was taken over long ago, its plain hash. */
    @Nullable String referenceSha256() {
        return referenceSha256;
    }

    /** Without what is personal of it. */
    @Nullable ImportedEvidence evidence() {
        return evidence;
    }

    public UUID id() {
        return id;
    }

    public UUID customer() {
        return customer;
    }

    public UUID version() {
        return version;
    }

    public UUID document() {
        return document;
    }

    public String locale() {
        return locale;
    }

    public @Nullable String renditionSha256() {
        return renditionSha256;
    }

    public String capacity() {
        return capacity;
    }

    public @Nullable String buttonText() {
        return buttonText;
    }

    /** Whether the button was one by which something that costs was ordered; not known of what was taken over. */
    boolean orders() {
        return orders;
    }

    public List<String> boxes() {
        return List.copyOf(boxes);
    }

    public Role recordedBy() {
        return recordedBy;
    }

    public Instant at() {
        return at;
    }

    public Instant recordedAt() {
        return recordedAt;
    }
}
