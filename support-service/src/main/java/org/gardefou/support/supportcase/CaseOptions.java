package org.gardefou.support.supportcase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gardefou.support.coverage.CoverageFacts;
import org.gardefou.support.coverage.Outcome;
import org.gardefou.support.coverage.Reason;
import org.gardefou.support.guide.Guides;
import org.gardefou.support.language.Price;
import org.gardefou.support.language.Text;
import org.gardefou.support.supportcase.CaseOption.Kind;
import org.jspecify.annotations.Nullable;

/** Which ways out a decision leaves, best first; the first one is the one we recommend. Pure. */
final class CaseOptions {

    private CaseOptions() {}

    static List<CaseOption> of(Outcome outcome, List<Reason> reasons, CoverageFacts facts) {
        List<CaseOption> options = new ArrayList<>();
        switch (outcome) {
            case PLATFORM_FAULT ->
                options.add(repairByUs(
                        "Celle-ci est pour nous : nous réparons, vous n'avez rien à faire.",
                        "This one is ours: we repair it, there is nothing you need to do."));
            case INCLUDED, INCLUDED_GOODWILL ->
                options.add(
                        repairByUs("Nous réparons pour vous, sans frais.", "We repair it for you, free of charge."));
            case NEEDS_REVIEW ->
                options.add(repairByUs(
                        "Un technicien examine votre site, sans frais.",
                        "A technician examines your site, free of charge."));
            case NEEDS_INFORMATION -> {
                if (facts.assessment() == null) options.add(diagnosis(facts));
            }
            case SELF_SERVICE, BILLABLE, DECLINED -> {
                // Nothing by our hands without the customer's choice.
            }
        }
        if (outcome != Outcome.PLATFORM_FAULT) waysOfTheCustomer(options, facts);
        if (reasons.contains(Reason.REPAIR_SOLD) && facts.repairPrice() != null) {
            options.add(paidRepair(facts.repairPrice()));
        }
        return recommendFirst(options);
    }

    /** The ways out with the restore that is proposed before all others: our people have looked at the site for it. */
    static List<CaseOption> with(@Nullable Proposal proposal, List<CaseOption> others) {
        List<CaseOption> options = new ArrayList<>();
        if (proposal != null) options.add(guidedRestore(proposal));
        for (CaseOption other : others) {
            if (other.kind() != Kind.GUIDED_RESTORE) options.add(other.recommended(false));
        }
        return recommendFirst(options);
    }

    private static CaseOption guidedRestore(Proposal proposal) {
        return new CaseOption(
                Kind.GUIDED_RESTORE,
                false,
                true,
                new Text(
                        "Confirmer la restauration que nous avons préparée : vous voyez d'abord ce qui changerait et ce qui serait perdu.",
                        "Confirm the restore that we have prepared: you first see what would change and what would be lost."),
                proposal.restorePoint(),
                null,
                null,
                "/restores/v1/restore-proposals/" + proposal.id());
    }

    private static void waysOfTheCustomer(List<CaseOption> options, CoverageFacts facts) {
        if (facts.selfServiceRestore() && facts.restorePoint() != null) options.add(restore(facts));
        if (facts.guide() != null) {
            options.add(guide(
                    facts.guide(),
                    new Text(
                            "Réparer vous-même, pas à pas, avec notre guide.",
                            "Repair it yourself, step by step, with our guide.")));
        } else {
            options.add(guide(
                    Guides.GENERAL,
                    new Text(
                            "Suivre notre guide général ; cette cause n'a pas encore le sien.",
                            "Follow our general guide; this cause has none of its own yet.")));
        }
    }

    private static List<CaseOption> recommendFirst(List<CaseOption> options) {
        if (options.isEmpty()) return options;
        options.set(0, options.getFirst().recommended(true));
        return List.copyOf(options);
    }

    private static CaseOption repairByUs(String fr, String en) {
        return new CaseOption(Kind.INCLUDED_REPAIR, false, true, new Text(fr, en), null, null, null, null);
    }

    private static CaseOption restore(CoverageFacts facts) {
        return new CaseOption(
                Kind.RESTORE,
                false,
                true,
                new Text(
                        "Revenir à la sauvegarde faite avant la modification. Une sauvegarde de l'état actuel est prise d'abord.",
                        "Go back to the backup made before the change. A backup of the present state is made first."),
                facts.restorePoint(),
                null,
                null,
                "/restores/v1/advice?site=" + facts.site());
    }

    private static CaseOption guide(String key, Text text) {
        return new CaseOption(Kind.GUIDE, false, true, text, null, key, null, "/support/v1/guides/" + key);
    }

    private static CaseOption paidRepair(Price price) {
        return new CaseOption(
                Kind.PAID_REPAIR,
                false,
                false,
                new Text(
                        "Nous confier la réparation, pour " + price.in(Locale.FRANCE)
                                + " : un devis vous est proposé d'abord.",
                        "Have us repair it, for " + price.in(Locale.UK) + ": you get a quote first."),
                null,
                null,
                price,
                null);
    }

    private static CaseOption diagnosis(CoverageFacts facts) {
        return new CaseOption(
                Kind.DIAGNOSIS,
                false,
                true,
                new Text("Demander un diagnostic du site.", "Ask for a diagnosis of the site."),
                null,
                null,
                null,
                "/diagnostics/v1/diagnoses?site=" + facts.site());
    }
}
