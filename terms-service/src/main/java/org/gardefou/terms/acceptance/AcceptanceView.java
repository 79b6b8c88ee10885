package org.gardefou.terms.acceptance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An acceptance, as it is answered.
 *
 * @param agent who acted for the customer, by the mandate; null: nobody
 * @param provenance IMPORTED proves less: no page, no button, only what the source says; HOSTED_PAGE proves more: that whoever held the link was sent the
 *     text by this service, and clicked
 * @param page the link to the page of this service on which it was given
 * @param contracts that it put under the version; empty for a new order, and for what was taken over
 * @param by what is personal in it is there until it is erased
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AcceptanceView(
        UUID id,
        UUID version,
        UUID document,
        UUID customer,
        @Schema(examples = "fr") String locale,
        @Nullable String renditionSha256,
        By by,
        @Nullable UUID agent,
        @Nullable UUID mandate,
        Provenance provenance,
        @Nullable Page page,
        @Nullable Source source,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String email,
        @Nullable String buttonText,

        @Schema(
                description =
                        "Whether the button was one by which something that costs was ordered: its words say so, or, where no law asks for such words, who"
                                + " reported the click did")
        boolean orders,

        List<String> boxes,
        List<UUID> contracts,
        @Schema(examples = "SYSTEM") String recordedBy,
        Instant at,
        Instant recordedAt) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record By(@Nullable String name, String capacity) {}

    /**
     * The page of this service on which it was given.
     *
     * @param vouchedBy the subject of the token of who had the link made and says who holds it, until it is erased
     * @param sentTo the address that they say they sent the link to, until it is erased
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AcceptancePage")
    record Page(
            UUID link,
            @Nullable @Schema(examples = "billing") String vouchedBy,

            @Nullable @Schema(examples = "camille.martin@example.org")
            String sentTo) {

        static @Nullable Page of(Acceptance acceptance, Map<String, String> personal) {
            UUID link = acceptance.page();
            return link == null ? null : new Page(link, personal.get("vouchedBy"), personal.get("sentTo"));
        }
    }

    /** Where an imported one comes from, and what there is to show for it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AcceptanceSource")
    record Source(
            @Schema(examples = "whmcs") String system,

            @Nullable @Schema(examples = "order-4711", description = "Missing once it was erased")
            String reference,

            @Schema(
                    description =
                            "The ledger's commitment to the reference, SHA-256(salt ‖ reference); of what was taken over by earlier versions of this service, SHA-256 of the reference alone")
            String referenceSha256,

            ImportedEvidence evidence) {

        static @Nullable Source of(Acceptance acceptance, Map<String, String> personal) {
            String system = acceptance.source();
            String referenceSha256 = acceptance.referenceSha256();
            ImportedEvidence evidence = acceptance.evidence();
            return system == null || referenceSha256 == null || evidence == null
                    ? null
                    : new Source(system, personal.get("reference"), referenceSha256, evidence.with(personal));
        }
    }

    static AcceptanceView of(Acceptance acceptance, Map<String, String> personal) {
        return new AcceptanceView(
                acceptance.id(),
                acceptance.version(),
                acceptance.document(),
                acceptance.customer(),
                acceptance.locale(),
                acceptance.renditionSha256(),
                new By(personal.get("name"), acceptance.capacity()),
                acceptance.agent(),
                acceptance.mandate(),
                acceptance.provenance(),
                Page.of(acceptance, personal),
                Source.of(acceptance, personal),
                personal.get("ip"),
                personal.get("userAgent"),
                personal.get(AddressGiven.FIELD),
                acceptance.buttonText(),
                acceptance.orders(),
                acceptance.boxes(),
                acceptance.contracts(),
                acceptance.recordedBy().name(),
                acceptance.at(),
                acceptance.recordedAt());
    }
}
