package org.gardefou.support.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;
import org.gardefou.support.language.Price;
import org.jspecify.annotations.Nullable;

/** The promises of a plan that support decides by; what a plan does not mention it does not promise. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Promises(@Nullable Restore restore, @Nullable Repair repair) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Restore(@Nullable Boolean selfService) {}

    /** @param included whether repairing what the customer broke is part of the plan */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Repair(
            @Nullable Boolean included, @Nullable Price price) {}

    /** Whether the customer may restore without asking anybody. */
    public boolean selfServiceRestore() {
        return restore != null && Boolean.TRUE.equals(restore.selfService());
    }

    /** Whether the repair of what a customer broke is part of the plan. */
    public boolean repairIncluded() {
        return repair != null && Boolean.TRUE.equals(repair.included());
    }

    /** What the repair costs, where the hoster sells it. */
    public Optional<Price> repairPrice() {
        return Optional.ofNullable(repair).map(Repair::price);
    }
}
