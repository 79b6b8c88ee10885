package org.gardefou.terms.conformance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.plan.Promises;
import org.gardefou.terms.plan.Promises.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a customer gets for a month in which the site was down for too long, without having to ask (C22): a percentage of the monthly
 * price, once for the month, however long it was and whatever part of the month the contract ran.
 *
 * @param price the plan's monthly price; null where the plan does not say: then the percentage stands alone
 * @param amount rounded up to the next cent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Credit(
        @Schema(description = "The clause that promises it", examples = "C22")
        String clause,

        @Schema(examples = "PERCENT_OF_MONTHLY_PRICE") String rule,
        @Schema(examples = "5") int percent,

        @Nullable @Schema(description = "The plan's monthly price; left out where the plan does not say")
        Money price,

        @Nullable @Schema(description = "Left out where the plan does not say its price")
        Money amount) {

    private static final Comparator<Credit> BEST = Comparator.<Credit>comparingLong(
                    credit -> credit.amount == null ? 0 : credit.amount.amount())
            .thenComparingInt(Credit::percent);

    /** The best of what the broken parts of a month give; empty where the plan gives none. */
    static Optional<Credit> of(List<Promises.Availability> broken) {
        return broken.stream().flatMap(promised -> of(promised).stream()).max(BEST);
    }

    private static Optional<Credit> of(Promises.Availability promised) {
        Integer percent = promised.credit();
        if (percent == null) return Optional.empty();
        Money price = promised.monthlyPrice();
        return Optional.of(new Credit(
                "C22",
                "PERCENT_OF_MONTHLY_PRICE",
                percent,
                price,
                price == null ? null : new Money(share(price.amount(), percent), price.currency())));
    }

    private static long share(long amount, int percent) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(percent))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                .longValueExact();
    }
}
