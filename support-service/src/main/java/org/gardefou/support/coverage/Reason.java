package org.gardefou.support.coverage;

import org.gardefou.support.language.Text;

/** Why a decision is as it is; the sentences a customer reads are made of these. */
public enum Reason {
    PLATFORM_CAUSE(
            "La panne vient de notre plateforme : nous la réparons, sans frais.",
            "The breakage comes from our platform: we repair it, free of charge."),
    CAUSE_UNDETERMINED(
            "La cause n'est pas encore établie : un premier examen est compris dans toutes nos offres, et un technicien le termine.",
            "The cause is not established yet: a first examination is part of every plan, and a technician completes it."),
    CONTRACT_UNKNOWN(
            "Nous ne connaissons pas encore de contrat pour ce site : la décision suivra dès qu'il nous parviendra.",
            "We know of no contract for this site yet: the decision follows as soon as it reaches us."),
    ASSESSMENT_MISSING(
            "Le site n'a pas encore été examiné : demandez un diagnostic, la réponse suivra.",
            "The site has not been examined yet: ask for a diagnosis, the answer follows."),
    REPAIR_IN_PLAN("Votre offre comprend cette réparation.", "Your plan includes this repair."),
    CUSTOMER_CHANGE(
            "La panne suit une modification faite sur le site de votre côté.",
            "The breakage follows a change that was made to the site on your side."),
    THIRD_PARTY_CAUSE(
            "La panne vient d'un élément fourni par un tiers.",
            "The breakage comes from something a third party provides."),
    SHARED_CAUSE(
            "Les responsabilités sont partagées : un conseiller tranche, et rien ne vous est facturé d'ici là.",
            "The responsibility is shared: an adviser decides, and nothing is charged until then."),
    RESTORE_INCLUDED(
            "Une sauvegarde d'avant la modification existe : vous pouvez la restaurer vous-même, sans frais.",
            "A backup from before the change exists: you can restore it yourself, free of charge."),
    GUIDE_EXISTS("Un guide explique pas à pas comment réparer.", "A guide explains the repair step by step."),
    REPAIR_SOLD(
            "Nous pouvons aussi réparer pour vous, sur devis accepté d'avance.",
            "We can also repair it for you, on a quote accepted beforehand."),
    REPAIR_NOT_SOLD(
            "Cette réparation ne fait pas partie de ce que nous proposons.", "This repair is not among what we offer."),
    NOT_WARNED(
            "Nous aurions dû vous avertir avant cette modification : l'aide vous est donc offerte.",
            "We should have warned you before this change: the help is therefore free."),
    CHANGE_NOT_KNOWN(
            "La modification à l'origine de la panne ne nous a pas été signalée : un conseiller décide, et rien n'est facturé d'ici là.",
            "The change behind the breakage was not reported to us: an adviser decides, and nothing is charged until then."),
    TERMS_NOT_ACCEPTED(
            "L'acceptation des conditions n'est pas prouvée : un conseiller décide, et le doute vous profite.",
            "The acceptance of the terms is not proven: an adviser decides, and the doubt is in your favour."),
    CONFIDENCE_TOO_LOW(
            "Notre diagnostic n'est pas assez sûr pour décider seul : un conseiller le relit.",
            "Our diagnosis is not sure enough to decide alone: an adviser reads it.");

    private final Text text;

    Reason(String fr, String en) {
        this.text = new Text(fr, en);
    }

    public Text text() {
        return text;
    }
}
