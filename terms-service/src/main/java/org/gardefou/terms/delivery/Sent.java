package org.gardefou.terms.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.permission.Caller;
import org.gardefou.terms.ledger.PersonalValues;
import org.jspecify.annotations.Nullable;

/** What was sent, as it is answered: with the relay's words for as long as they are kept. */
@ApplicationScoped
class Sent {

    private final Deliveries deliveries;
    private final PersonalValues personal;
    private final MailConfig config;

    Sent(Deliveries deliveries, PersonalValues personal, MailConfig config) {
        this.deliveries = deliveries;
        this.personal = personal;
        this.config = config;
    }

    /** All about one thing. */
    @Schema(name = "PaperDeliveries")
    record All(List<DeliveryView> items) {}

    All ofAcceptance(UUID acceptance, Caller reader) {
        return all(deliveries.ofAcceptance(acceptance), reader);
    }

    All ofNotice(UUID notice, Caller reader) {
        return all(deliveries.ofNotice(notice), reader);
    }

    DeliveryView view(Delivery delivery, Caller reader) {
        return delivery.view(
                reader.staff() ? answer(delivery) : null,
                reader.staff() ? personal.of(delivery.id()).get(DeliveryEvents.BOUNCE) : null,
                config.from().map(from -> Mime.messageId(delivery.id(), from)).orElse(null));
    }

    /** What a relay says may name the hoster's machines: it is the hoster's to read. */
    private @Nullable String answer(Delivery delivery) {
        String kept = personal.of(delivery.id()).get(DeliveryEvents.ANSWER);
        return kept == null ? delivery.lastAnswer() : kept;
    }

    private All all(List<Delivery> found, Caller reader) {
        return new All(found.stream().map(one -> view(one, reader)).toList());
    }
}
