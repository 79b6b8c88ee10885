package org.gardefou.terms.acceptance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.json.MultiLine;
import org.gardefou.terms.language.Language;
import org.jspecify.annotations.Nullable;

/**
 * A click, as it is reported.
 *
 * @param customer who agrees; left out by a customer who speaks for themself, and another one by a reseller that has their mandate
 * @param agent who clicked for the customer by their mandate, as a system relays it; left out: the customer did
 * @param order whether pressing the button ordered what costs; left out: it did not, or its words say so
 * @param boxes the labels of the boxes that the customer ticked
 * @param ip from where; needed of a system that relays the click
 * @param session the customer's session at the system that relays the click
 * @param email where the customer wants the accepted page and the receipt sent to; left out: nothing is sent
 * @param at when the click was; now, when left out
 * @param contracts of the customer, that this click puts under the version; left out: none, as for a new order
 */
record NewAcceptance(
        @NotNull UUID version,
        @Nullable UUID customer,
        @Nullable UUID agent,
        @NotNull Language locale,

        @Schema(description = "The SHA-256 (hex) of the page that was shown: the ETag of the rendition")
        @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "must be a SHA-256 in lower-case hex") String renditionSha256,

        @NotNull @Valid By by,
        @NotBlank @Size(max = 200) String buttonText,

        @Nullable @Schema(
                description =
                        "Whether pressing the button ordered what costs. Where the law binds a consumer only by a button that says so (L221-14), another text is"
                                + " refused. Left out: it is an order if its words say so, and otherwise the order needs a button of its own",
                examples = "false")
        Boolean order,

        @Nullable @MultiLine @Size(max = 20) List<@NotBlank @Size(max = 500) String> boxes,

        @Nullable @Pattern(regexp = "[0-9A-Fa-f.:]{2,45}", message = "must be an IPv4 or IPv6 address") String ip,

        @Nullable @Size(max = 1000) String userAgent,
        @Nullable @Size(max = 200) String session,

        @Schema(
                description =
                        "The accepted page and a receipt are sent there, as PDF files. It is personal, and can be erased like the name.",
                examples = "camille.martin@example.org")
        @Nullable @Email String email,

        @Nullable Instant at,

        @Schema(
                description =
                        "Active contracts of the customer under these terms that go on under the accepted version, from its first day on. Left out:"
                                + " the acceptance is for a new order, and every contract stays on the version that it is under.")
        @Nullable @Size(max = 100) List<@NotNull UUID> contracts) {

    /** The contracts that it is for, each once. */
    List<UUID> distinctContracts() {
        return contracts == null
                ? List.of()
                : contracts.stream().distinct().sorted().toList();
    }

    /** Whether the one who reports it says that it was an order. */
    boolean ordering() {
        return Boolean.TRUE.equals(order);
    }

    /** Who clicked, and in what capacity: account holder, manager of the company. */
    record By(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 100) String capacity) {}
}
