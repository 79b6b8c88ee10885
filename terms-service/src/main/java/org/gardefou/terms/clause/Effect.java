package org.gardefou.terms.clause;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Name;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a clause does in law, as whoever wrote it declares: what the legal checks decide by, since no machine can tell it
 * from prose.
 *
 * @param causes of the harm that an exclusion, a cap, an indemnity or a burden of proof is about
 * @param losses the heads of loss it is about; none named: all
 * @param cap how much at most; with the kind CAP
 * @param button what the button says by which customers order for money; with the kind ORDER
 * @param traits what else is true of it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "ClauseEffect")
public record Effect(
        @NotNull @Schema(examples = "DUTY_HOST") Kind kind,
        Set<Cause> causes,
        Set<Loss> losses,
        @Nullable @Valid Cap cap,

        @Schema(
                description =
                        "What the button says by which customers order for money; with the kind ORDER, and with no other")
        @Nullable @Valid Name button,

        Set<Trait> traits) {

    public Effect {
        causes = sorted(causes);
        losses = sorted(losses);
        traits = sorted(traits);
    }

    /** Whether it says what stands on a button where it is about one, and nowhere else. */
    boolean saysItsButton() {
        return (kind == Kind.ORDER) == (button != null);
    }

    /** In one order, so that the same effect is the same text wherever it is hashed or compared. */
    private static <E extends Enum<E>> Set<E> sorted(@Nullable Set<E> given) {
        return given == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(given));
    }

    /** What a clause does. */
    public enum Kind {
        /** Says something and binds nobody. */
        INFORM,
        DUTY_HOST,
        DUTY_CUSTOMER,
        /** The hoster answers not at all for something. */
        EXCLUDE,
        /** The hoster answers up to an amount. */
        CAP,
        /** The customer has to prove what the law lets the hoster prove. */
        SHIFT_PROOF,
        /** What counts as proof between the two. */
        PROOF_AGREEMENT,
        /** The hoster may change the terms, the service or the price. */
        UNILATERAL_CHANGE,
        TERMINATE,
        RENEW,
        PRICE,
        /** The customer pays for not performing. */
        PENALTY,
        /** What the customer gets when the hoster does not perform. */
        REMEDY,
        SUSPEND,
        /** How the terms are accepted. */
        ACCEPTANCE,
        /** Another document is part of the contract. */
        INCORPORATE,
        /** The hoster alone says whether it performed, or what a clause means. */
        SOLE_JUDGE,
        LANGUAGE,
        /** The customer gets their data back. */
        RETURN_OF_CONTENT,
        WITHDRAWAL,
        DATA_PROCESSING,
        /** The customer moves to another provider. */
        SWITCHING,
        INDEMNITY,
        JURISDICTION,
        MEDIATION,
        /** The customer is told of a breach or an incident. */
        BREACH_NOTICE,
        /** What customers press to order for money: a law may ask for certain words. */
        ORDER
    }

    /** Whose doing the harm is. */
    public enum Cause {
        HOST_BREACH,
        CUSTOMER_ACT,
        THIRD_PARTY,
        FORCE_MAJEURE
    }

    /** Heads of loss. */
    public enum Loss {
        DIRECT,
        INDIRECT,
        PROFIT,
        DATA,
        IMAGE
    }

    /** An amount, in months of fees. */
    public record Cap(
            @Min(1) @Max(120) @Schema(description = "Fees of so many months.", examples = "12")
            int months) {}

    /** What makes the difference between what may be said and what may not, or has to be agreed to by itself. */
    public enum Trait {
        AGREED_BEFORE_WORK,
        ASSISTANCE,
        AUDIT,
        AVAILABLE_BEFORE,
        /** The offer is advertised with backups, on whatever page. */
        BACKUPS_ADVERTISED,
        /** Says who saves what, and what a loss comes to: the customer says separately that they read it. */
        BACKUPS_ACKNOWLEDGED,
        BY_CLICK,
        BY_SILENCE,
        BY_USE,
        CARVE_OUT_BODILY_HARM,
        CARVE_OUT_ESSENTIAL_OBLIGATION,
        CARVE_OUT_GROSS_NEGLIGENCE,
        CARVE_OUT_INTENT,
        CARVE_OUT_MANDATORY_LAW,
        /** Says whose the customer's own changes are: they say separately that they read it. */
        CHANGES_ACKNOWLEDGED,
        COMPLAINT_CHANNEL,
        CONFIDENTIALITY,
        CONSUMER_COURT,
        DELETION,
        EARLY_START_CONSENT,
        ENGLISH_PREVAILS,
        EXCLUSIVE,
        /** It binds only who agrees to it separately, whatever it is. */
        EXPRESS_CONSENT,
        EXPRESS_REFERENCE,
        FIFTEEN_DAYS_NOTICE,
        FORM_ATTACHED,
        FOURTEEN_DAYS,
        FREE_EXIT,
        FREE_OF_CHARGE,
        FRENCH_PREVAILS,
        INSTRUCTIONS,
        LEGAL_CONFORMITY,
        MACHINE_READABLE,
        NAMED_MEDIATOR,
        NEGOTIABLE,
        NOTICE_ON_DURABLE_MEDIUM,
        NOT_EXCLUSIVE,
        NO_EXTRA_COST,
        NO_SWITCHING_CHARGES,
        ON_HOST_BREACH,
        REASONABLE_NOTICE,
        REBUTTABLE,
        RECIPROCAL,
        REMINDER,
        SECURITY,
        /** Says who keeps software safe: the customer says separately that they read it. */
        SECURITY_ACKNOWLEDGED,
        STATEMENT_OF_REASONS,
        SUBPROCESSORS,
        TAX_INCLUDED,
        THIRTY_DAYS,
        THREE_CLICKS,
        /** Says whether the time stamps are of a qualified authority: only those are presumed right. */
        TIME_STAMPS_RATED,
        TWO_MONTHS_NOTICE,
        VALID_REASON,
        WITHDRAWAL_FUNCTION,
        /** The right is lost where the service was fully supplied, if the customer agreed to that separately (L221-28, 1°). */
        WITHDRAWAL_WAIVER
    }
}
