package org.gardefou.diagnostics.webhook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/** The signing keys of connections. */
@ApplicationScoped
class WebhookSecrets implements PanacheRepositoryBase<WebhookSecret, UUID> {

    Page<WebhookSecret> page(UUID connection, PageRequest request) {
        return Listing.all().with("connection", connection).newestFirst(this, request, WebhookSecret::id);
    }

    List<WebhookSecret> valid(UUID connection, Instant now) {
        return list("connection = ?1 and (endsAt is null or endsAt > ?2) order by id", connection, now);
    }
}
