package org.gardefou.terms.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.ledger.PersonalValues;

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

    All ofAcceptance(UUID acceptance) {
        return all(deliveries.ofAcceptance(acceptance));
    }

    All ofNotice(UUID notice) {
        return all(deliveries.ofNotice(notice));
    }

    DeliveryView view(Delivery delivery) {
        return delivery.view(
                personal.of(delivery.id()).get(DeliveryEvents.ANSWER),
                config.from().map(from -> Mime.messageId(delivery.id(), from)).orElse(null));
    }

    private All all(List<Delivery> found) {
        return new All(found.stream().map(this::view).toList());
    }
}
