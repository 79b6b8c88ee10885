package org.gardefou.terms.page;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.acceptance.Email;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.language.Language;
import org.jspecify.annotations.Nullable;

/**
 * A link to be.
 *
 * @param customer who accepts; for notices the site says whose it is
 * @param by who will be before the page, as you know them: you vouch for it
 * @param sentTo where you send the link; left out where the customer is led there without a mail
 * @param lasting how long it lives; left out, an hour
 */
record NewPageLink(
        @NotNull PageLink.Purpose purpose,
        @Nullable UUID customer,
        @Nullable UUID plan,
        @Nullable Audience audience,

        @Nullable @Schema(description = "A published version of these terms. Left out: the one in force when the page is opened")
        UUID version,

        @Nullable @Schema(
                description =
                        "Active contracts of the customer that go on under the version. Left out: the acceptance is for a new order")
        @Size(max = 100) List<@NotNull UUID> contracts,

        @Nullable @Schema(
                description =
                        "Whether pressing the button orders something that costs. Its text is then \"Commande avec obligation de paiement\" (L221-14)")
        Boolean order,

        @Nullable UUID site,

        @Nullable @Schema(description = "One notice of the site. Left out: all that are open")
        UUID notice,

        @NotNull Language locale,
        @NotNull @Valid By by,

        @Nullable @Schema(description = "Who acts for the customer by their mandate. Left out: they act themselves")
        UUID agent,

        @Nullable @Size(max = 200) @Schema(description = "Their session at your side, kept as evidence")
        String session,

        @Schema(
                description =
                        "The e-mail address that you send the link to, kept as evidence of the acceptance and erased with it: whoever reads that mail holds the link."
                                + " For acceptances only",
                examples = "camille.martin@example.org")
        @Nullable @Email String sentTo,

        @Schema(
                description =
                        "Where the customer wants the accepted page and a receipt sent to, as PDF files, when they have accepted; left out: nothing is sent."
                                + " It is personal, and can be erased like the name",
                examples = "camille.martin@example.org")
        @Nullable @Email String email,

        @Nullable @Size(max = 2000) @Schema(description = "Where the page leads back to; its origin must be one of `gardefou.pages.return-to`")
        String returnTo,

        @Nullable @Schema(implementation = String.class, examples = "PT1H")
        Duration lasting) {

    /** Who will be before the page, and in what capacity: account holder, manager of the company. */
    @Schema(name = "PageReader")
    record By(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 100) String capacity) {}
}
