package org.gardefou.restore.restorepoint;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that somebody did to a site. */
@Entity
@Table(name = "site_change")
public class SiteChange {

    @Id
    private UUID id;

    @Column(name = "site") // read by queries only
    private UUID site;

    private String type;

    @Column(name = "object_kind")
    @Nullable private String objectKind;

    @Column(name = "object_name")
    @Nullable private String objectName;

    @Column(name = "object_path")
    @Nullable private String objectPath;

    @Column(name = "happened_at")
    private Instant happenedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SiteChange() {}

    SiteChange(String type, HistoryListener.ChangeTold told) {
        this.id = told.change();
        this.site = told.site();
        this.type = type;
        this.happenedAt = told.happenedAt();
        if (told.object() != null) {
            objectKind = told.object().kind();
            objectName = told.object().name();
            objectPath = told.object().path();
        }
    }

    public UUID id() {
        return id;
    }

    /** Short: {@code site.plugin-updated}. */
    public String type() {
        return type;
    }

    public @Nullable String objectKind() {
        return objectKind;
    }

    public @Nullable String objectName() {
        return objectName;
    }

    /** Below the document root. */
    public @Nullable String objectPath() {
        return objectPath;
    }

    public Instant happenedAt() {
        return happenedAt;
    }
}
