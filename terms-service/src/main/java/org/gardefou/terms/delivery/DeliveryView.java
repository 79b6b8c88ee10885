package org.gardefou.terms.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A delivery, as it is answered.
 *
 * @param again whether somebody asked for it; otherwise the service sends it by itself, once
 * @param receiptCheckpoint the checkpoint that the receipt in it is proven by; null: none yet
 * @param answer the relay's words, for the hoster alone, as they may name its machines; missing once they were erased
 * @param bounce what was said when it came back, for the hoster alone, as it may name the address; missing once it was erased
 * @param messageSha256 of the whole mail as it was handed over
 * @param next what is to be done where it was not sent, in the customer's language
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PaperDelivery")
record DeliveryView(
        UUID id,
        @Nullable UUID acceptance,
        @Nullable UUID notice,
        UUID version,
        @Schema(examples = "fr") String locale,
        @Schema(examples = "EMAIL") String channel,
        Delivery.State state,
        Delivery.@Nullable Reason reason,
        boolean again,
        @Schema(examples = "SERVICE") String requestedBy,
        @Schema(examples = "1") int attempts,
        Instant createdAt,
        @Nullable Instant attemptedAt,
        @Nullable Instant endedAt,
        @Nullable @Schema(examples = "12") Long receiptCheckpoint,

        @Nullable @Schema(examples = "smtp.hebergeur.example")
        String relay,

        @Nullable @Schema(description = "The relay's reply code (RFC 5321)", examples = "250")
        Integer code,

        @Nullable @Schema(
                description = "The relay's words; shown to the hoster, and to no customer and no panel",
                examples = "250 2.0.0 Ok: queued as 4Zq1Vt0wXyz")
        String answer,

        @Nullable @Schema(description = "When it was reported to have come back")
        Instant bouncedAt,

        @Nullable @Schema(description = "Why it came back (RFC 3463)", examples = "5.1.1")
        String bounceStatus,

        @Nullable @Schema(
                description = "What was said when it came back; shown to the hoster, and to no customer and no panel",
                examples = "smtp; 550 5.1.1 No such user")
        String bounce,

        @Nullable @Schema(examples = "<0198c5a2-7c00-7000-8000-00000000000d@hebergeur.example>")
        String messageId,

        @Nullable String messageSha256,
        @Nullable String documentSha256,
        @Nullable String receiptSha256,

        @Nullable @Schema(
                description = "What is to be done where it was not sent, in the customer's language",
                examples =
                        "Le serveur de courrier refuse cette adresse ou ce message. Envoyez-le à une autre adresse (POST /terms/v1/acceptances/0198c5a2-7c00-7000-8000-000000000009/deliveries avec email).")
        String next) {}
