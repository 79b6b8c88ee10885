package org.gardefou.terms.liability;

import org.gardefou.terms.language.Text;
import org.gardefou.terms.liability.Outcome.Reason;
import org.gardefou.terms.risknotice.Kind;
import org.jspecify.annotations.Nullable;

/** The reasons of an assessment, in words that a customer understands. */
final class Reasons {

    private static final String ACT = "{act}";
    private static final String OBJECT = "{object}";

    private final RuleSet rules;

    Reasons(RuleSet rules) {
        this.rules = rules;
    }

    private record Act(String code, String fr, String en) {}

    /**
     * The reason of a code. Where a change is known, its text is that of {@code CODE_ACT}, when there is one, with what was done and to
     * what; the code then says which kind of thing it was.
     */
    Reason of(String code, Facts.@Nullable Change change) {
        Text named = change == null ? null : rules.file().reasons().get(code + "_ACT");
        if (change == null || named == null) return new Reason(code, rules.reason(code));
        Act act = act(change);
        return new Reason(
                named.fr().contains(ACT) ? code + "_" + act.code : code,
                new Text(
                        named.fr().replace(ACT, act.fr).replace(OBJECT, change.object()),
                        named.en().replace(ACT, act.en).replace(OBJECT, change.object())));
    }

    private static Act act(Facts.Change change) {
        String name = change.object();
        return switch (Kind.of(change.type())) {
            case PLUGIN_UPDATED ->
                new Act(
                        "EXTENSION",
                        "la mise à jour de l'extension " + name + " faite",
                        "the update of the extension " + name);
            case PLUGIN_INSTALLED ->
                new Act(
                        "EXTENSION",
                        "l'installation de l'extension " + name + " faite",
                        "the installation of the extension " + name);
            case PLUGIN_ACTIVATED ->
                new Act(
                        "EXTENSION",
                        "l'activation de l'extension " + name + " faite",
                        "the activation of the extension " + name);
            case PLUGIN_REMOVED ->
                new Act(
                        "EXTENSION",
                        "la suppression de l'extension " + name + " faite",
                        "the removal of the extension " + name);
            case THEME_CHANGED ->
                new Act("THEME", "le changement du thème " + name + " fait", "the change of the theme " + name);
            case CMS_UPDATED -> new Act("CMS", "la mise à jour de " + name + " faite", "the update of " + name);
            case FILES_CHANGED -> new Act("FILES", "la modification de " + name + " faite", "the change of " + name);
            case DATABASE_CHANGED ->
                new Act(
                        "DATABASE",
                        "la modification de la base de données " + name + " faite",
                        "the change of the database " + name);
            case PHP_CHANGED ->
                new Act(
                        "PHP",
                        "le changement de version ou de réglages de PHP fait",
                        "the change of PHP's version or settings");
            case DNS_CHANGED ->
                new Act("DNS", "la modification DNS de " + name + " faite", "the DNS change of " + name);
            case MAIL_CHANGED ->
                new Act("MAIL", "la modification du courrier " + name + " faite", "the change of the mail " + name);
            case TLS_CHANGED ->
                new Act(
                        "TLS",
                        "le changement du certificat " + name + " fait",
                        "the change of the certificate " + name);
            case SETTINGS_CHANGED ->
                new Act(
                        "SETTINGS",
                        "la modification des réglages " + name + " faite",
                        "the change of the settings " + name);
        };
    }
}
