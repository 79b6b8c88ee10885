package org.gardefou.terms.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.ledger.PersonalValues;
import org.jspecify.annotations.Nullable;

/** Tells what became of a delivery: on the bus, and in the ledger with its proof. */
@ApplicationScoped
class DeliveryEvents {

    /** The personal value of a delivery that is what the relay said in the end: it often repeats the address. */
    static final String ANSWER = "answer";

    /** The personal value of a delivery that is what was said when it came back. */
    static final String BOUNCE = "bounce";

    private static final String TOPIC = "gardefou.terms";
    private static final String DELIVERED = "acceptance.delivered";
    private static final String UNDELIVERABLE = "acceptance.undeliverable";
    private static final String CHANGE_UNDELIVERABLE = "terms.change-undeliverable";

    private final Outbox outbox;
    private final Ledger ledger;
    private final PersonalValues personal;

    DeliveryEvents(Outbox outbox, Ledger ledger, PersonalValues personal) {
        this.outbox = outbox;
        this.ledger = ledger;
        this.personal = personal;
    }

    /** The data of {@code acceptance.delivered}: a relay took the papers for the customer, and answers for them from then on. */
    record Delivered(
            UUID acceptance,
            UUID delivery,
            UUID document,
            UUID version,
            UUID customer,
            String channel,
            String messageSha256,
            String documentSha256,
            String receiptSha256,
            Instant at) {}

    /** The data of {@code acceptance.undeliverable}: the papers cannot be sent to the address that was given, or nobody knows whether they were. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Undeliverable(
            UUID acceptance,
            UUID delivery,
            UUID document,
            UUID version,
            UUID customer,
            String channel,
            Delivery.Reason reason,
            @Nullable Integer code,
            @Nullable String status,
            Instant at) {}

    /**
     * The data of {@code terms.change-undeliverable}: the customer of a contract was not told of a change by this mail, or nobody knows whether they were.
     *
     * @param withdrawsDelivery whether {@code terms.change-delivered} was told because of it, and does not hold any more; null: no
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeUndeliverable(
            UUID notice,
            UUID delivery,
            UUID site,
            UUID customer,
            UUID version,
            String channel,
            Delivery.Reason reason,
            @Nullable Integer code,
            @Nullable String status,
            @Nullable Boolean withdrawsDelivery,
            Instant at) {}

    /**
     * A delivery ended well.
     *
     * @param answer the relay's words; null: the address was erased meanwhile, and they may repeat it
     */
    void sent(Delivery delivery, @Nullable String answer, Instant at) {
        UUID acceptance = delivery.acceptance();
        String receipt = delivery.receiptSha256();
        if (acceptance != null && receipt != null)
            tell(
                    delivery,
                    DELIVERED,
                    new Delivered(
                            acceptance,
                            delivery.id(),
                            delivery.document(),
                            delivery.edition(),
                            delivery.customer(),
                            "EMAIL",
                            Objects.requireNonNull(delivery.messageSha256()),
                            Objects.requireNonNull(delivery.documentSha256()),
                            receipt,
                            at));
        Map<String, Object> data = about(delivery, ANSWER, answer);
        data.put("relay", Objects.requireNonNull(delivery.relay()));
        data.put("messageSha256", Objects.requireNonNull(delivery.messageSha256()));
        data.put("documentSha256", Objects.requireNonNull(delivery.documentSha256()));
        if (receipt != null) data.put("receiptSha256", receipt);
        // That a notice of a change was delivered is an entry of its own; this is the proof behind it.
        enter(acceptance == null ? "terms.change-sent" : DELIVERED, delivery, data, at);
    }

    /** A delivery cannot be made, or nobody knows whether it was. */
    void undeliverable(Delivery delivery, @Nullable String answer, Instant at) {
        undeliverable(delivery, ANSWER, answer, false, at);
    }

    /**
     * A delivery came back.
     *
     * @param said what was said then; null: nothing
     * @param withdraws whether it was by it that a notice counted as delivered
     */
    void bounced(Delivery delivery, @Nullable String said, boolean withdraws, Instant at) {
        undeliverable(delivery, BOUNCE, said, withdraws, at);
    }

    private void undeliverable(Delivery delivery, String field, @Nullable String said, boolean withdraws, Instant at) {
        Delivery.Reason reason = Objects.requireNonNull(delivery.reason());
        Integer code = reason == Delivery.Reason.BOUNCED ? null : delivery.code();
        UUID notice = delivery.notice();
        if (notice != null)
            outbox.add(Event.of(
                    TOPIC,
                    CHANGE_UNDELIVERABLE,
                    Objects.requireNonNull(delivery.site()),
                    new ChangeUndeliverable(
                            notice,
                            delivery.id(),
                            Objects.requireNonNull(delivery.site()),
                            delivery.customer(),
                            delivery.edition(),
                            "EMAIL",
                            reason,
                            code,
                            delivery.bounceStatus(),
                            withdraws ? true : null,
                            at)));
        UUID acceptance = delivery.acceptance();
        if (acceptance != null)
            tell(
                    delivery,
                    UNDELIVERABLE,
                    new Undeliverable(
                            acceptance,
                            delivery.id(),
                            delivery.document(),
                            delivery.edition(),
                            delivery.customer(),
                            "EMAIL",
                            reason,
                            code,
                            delivery.bounceStatus(),
                            at));
        Map<String, Object> data = about(delivery, field, said);
        data.put("reason", reason);
        if (delivery.bounceStatus() != null) data.put("status", delivery.bounceStatus());
        if (withdraws) data.put("withdrawsDelivery", true);
        enter(acceptance == null ? CHANGE_UNDELIVERABLE : UNDELIVERABLE, delivery, data, at);
    }

    private Map<String, Object> about(Delivery delivery, String field, @Nullable String said) {
        Map<String, Object> data = new TreeMap<>();
        data.put("delivery", delivery.id());
        data.put("channel", "EMAIL");
        data.put("version", delivery.edition());
        if (delivery.acceptance() != null) data.put("acceptance", delivery.acceptance());
        if (delivery.notice() != null) data.put("notice", delivery.notice());
        // Of what came back the relay's code is one of success.
        if (delivery.code() != null && delivery.reason() != Delivery.Reason.BOUNCED) data.put("code", delivery.code());
        if (said != null) data.put("commitments", personal.keep(delivery.id(), Map.of(field, said)));
        return data;
    }

    private void tell(Delivery delivery, String type, Object data) {
        outbox.add(Event.of(TOPIC, type, delivery.document(), data));
    }

    private void enter(String kind, Delivery delivery, Map<String, Object> data, Instant at) {
        ledger.append(new Fact(kind, at, delivery.site(), delivery.customer(), data));
    }
}
