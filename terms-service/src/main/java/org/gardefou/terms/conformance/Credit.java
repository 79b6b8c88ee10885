package org.gardefou.terms.conformance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.plan.Promises;
import org.gardefou.terms.plan.Promises.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a customer gets for a month in which the site was down for too long, without having to ask (C22): a percentage of the monthly
 * price, once for the month, however long it was and whatever part of the month the contract ran. Each contract gives its own by its own terms;
 * where those cap it, what the site's contracts before it in the month give is taken into account.
 *
 * @param price the plan's monthly price; null where the plan does not say: then the percentage stands alone
 * @param amount rounded up to the next cent
 * @param capped true: the amount is less than the percentage, because of what a contract before gives; null: it is not
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
        Money amount,

        @Nullable @Schema(
                description =
                        "True: the amount is less than the percentage, so that with what the site's contract before it in the month is credited it is one month's price")
        Boolean capped) {

    private static final String CLAUSE = "C22";
    private static final String RULE = "PERCENT_OF_MONTHLY_PRICE";

    private static final Comparator<Credit> BEST = Comparator.<Credit>comparingLong(
                    credit -> credit.amount == null ? 0 : credit.amount.amount())
            .thenComparingInt(Credit::percent);

    /**
     * The best of what the broken parts of a month give; empty where the plan gives none.
     *
     * @param before what the site's contracts before this one give the same customer for the month
     */
    static Optional<Credit> of(List<Promises.Availability> broken, List<Credit> before) {
        return broken.stream()
                .flatMap(promised -> of(promised, before).stream())
                .max(BEST);
    }

    private static Optional<Credit> of(Promises.Availability promised, List<Credit> before) {
        Integer percent = promised.credit();
        if (percent == null) return Optional.empty();
        Money price = promised.monthlyPrice();
        if (price == null) return Optional.of(new Credit(CLAUSE, RULE, percent, null, null, null));
        long share = share(price.amount(), percent);
        long amount = promised.capped() ? Math.min(share, left(price, before)) : share;
        return Optional.of(new Credit(
                CLAUSE, RULE, percent, price, new Money(amount, price.currency()), amount < share ? true : null));
    }

    /** What is left of a month's price; of what is credited in another currency, or without an amount, nobody can tell here. */
    private static long left(Money price, List<Credit> before) {
        long given = before.stream()
                .map(Credit::amount)
                .filter(Objects::nonNull)
                .filter(amount -> amount.currency().equals(price.currency()))
                .mapToLong(Money::amount)
                .sum();
        return Math.max(0, price.amount() - given);
    }

    private static long share(long amount, int percent) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(percent))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                .longValueExact();
    }
}
