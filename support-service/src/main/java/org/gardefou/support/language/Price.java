package org.gardefou.support.language;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An amount of money.
 *
 * @param amount in minor units (cents), tax included
 * @param currency ISO 4217
 */
public record Price(
        @Min(0) @Schema(examples = "9000") long amount,

        @NotNull @Pattern(regexp = "[A-Z]{3}") @Schema(examples = "EUR")
        String currency) {

    /** As people write it: {@code 90,00 €} in French, {@code €90.00} in English. */
    public String in(Locale locale) {
        Currency money = Currency.getInstance(currency);
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(money);
        // The locale has the digits of its own currency: a yen has none.
        format.setMinimumFractionDigits(money.getDefaultFractionDigits());
        format.setMaximumFractionDigits(money.getDefaultFractionDigits());
        return format.format(BigDecimal.valueOf(amount, money.getDefaultFractionDigits()));
    }
}
