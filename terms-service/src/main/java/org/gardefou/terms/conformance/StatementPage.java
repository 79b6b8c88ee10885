package org.gardefou.terms.conformance;

import static org.gardefou.terms.stationery.Markup.escape;
import static org.gardefou.terms.stationery.Markup.fact;
import static org.gardefou.terms.stationery.Markup.hash;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Wording;
import org.gardefou.terms.plan.Promises;
import org.gardefou.terms.stationery.Markup;
import org.gardefou.terms.stationery.Stationery.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * A statement as people read it, for a page around it. States are said in words, and times are those of the
 * statement's own zone (WCAG 2.1: 1.3.1, 1.4.1, 2.4.2, 2.4.6, 3.1.1).
 */
final class StatementPage {

    private final Statement statement;
    private final StatementContent content;
    private final Language language;
    private final boolean french;
    private final DateTimeFormatter time;

    private StatementPage(Statement statement, StatementContent content, Language language) {
        this.statement = statement;
        this.content = content;
        this.language = language;
        this.french = language == Language.FR;
        ZoneId zone = ZoneId.of(content.zone());
        this.time = (french
                        ? DateTimeFormatter.ofPattern("d MMMM yyyy 'à' HH:mm", Locale.FRENCH)
                        : DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.ENGLISH))
                .withZone(zone);
    }

    static Sheet of(Statement statement, StatementContent content, Language language) {
        return new StatementPage(statement, content, language).sheet();
    }

    private Sheet sheet() {
        return new Sheet(
                language,
                in("Relevé de nos engagements", "Statement of our commitments") + ", " + month(),
                "/terms/v1/statements/%s?locale=%s"
                        .formatted(statement.id(), language.other().tag()),
                false,
                """
                <p class="lead">%s</p>
                %s%s
                <h2 id="about">%s</h2>
                <dl>
                %s</dl>
                """.formatted(
                                escape(introduction()),
                                credit(),
                                content.promises().stream().map(this::section).collect(Collectors.joining("\n")),
                                in("À propos de ce relevé", "About this statement"),
                                about()),
                "");
    }

    private String in(String fr, String en) {
        return french ? fr : en;
    }

    private String month() {
        return DateTimeFormatter.ofPattern("MMMM yyyy", french ? Locale.FRENCH : Locale.ENGLISH)
                .format(YearMonth.parse(content.month()));
    }

    private String introduction() {
        return in(
                        "Ce relevé dit, pour chacun de nos engagements envers votre site, s'il a été tenu du %s au %s (heure de %s). Ce que nous n'avons pas pu mesurer n'est pas compté comme tenu. Vous pouvez contester ce relevé par tout moyen.",
                        "This statement says, for each of our commitments to your site, whether it was kept from %s to %s (%s time). What we could not measure does not count as kept. You may contest this statement by any means.")
                .formatted(at(content.from()), at(content.to()), city());
    }

    /** "Paris" of "Europe/Paris". */
    private String city() {
        String zone = content.zone();
        return zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ');
    }

    /** In French the first of a month is an ordinal, and no other day is. */
    private String at(Instant moment) {
        String said = time.format(moment);
        return french && said.startsWith("1 ") ? "1er" + said.substring(1) : said;
    }

    private String credit() {
        Credit credit = content.credit();
        if (credit == null) return "";
        String amount = credit.amount() == null
                ? in("%d\u00a0%% du prix mensuel de votre offre", "%d%% of the monthly price of your plan")
                        .formatted(credit.percent())
                : in(
                                "%s, soit %d\u00a0%% du prix mensuel de votre offre",
                                "%s, which is %d%% of the monthly price of your plan")
                        .formatted(
                                Wording.amount(
                                        credit.amount().amount(),
                                        credit.amount().currency(),
                                        language),
                                credit.percent());
        if (credit.capped() != null)
            amount += in(
                    ", réduits pour ne pas dépasser, avec l'avoir de votre contrat précédent, le prix d'un mois",
                    ", reduced so as not to exceed, with the credit of your contract before, the price of a month");
        return "<div class=\"note good\"><p>%s</p></div>\n"
                .formatted(escape(in(
                                "Nous vous créditons %s, sans que vous ayez à le demander (article %s). Cet avoir ne remplace aucun de vos autres droits.",
                                "We credit you %s, without you having to ask (clause %s). This credit replaces none of your other rights.")
                        .formatted(amount, credit.clause())));
    }

    private String section(StatementContent.Line line) {
        String id = line.promise().name().toLowerCase(Locale.ROOT);
        return """
                <section aria-labelledby="%1$s-title">
                <h2 id="%1$s-title">%2$s</h2>
                <p><span class="tag %3$s">%4$s</span> %5$s</p>
                <dl>
                %6$s%7$s</dl>
                %8$s</section>""".formatted(
                        id,
                        escape(line.promise().title().in(language)),
                        line.state(),
                        escape(state(line.state())),
                        escape(line.reason().text().in(language)),
                        fact(in("Promis", "Promised"), promised(line.promise())),
                        measured(line.measured()),
                        incidents(line));
    }

    private String state(State state) {
        return switch (state) {
            case KEPT -> in("Tenu", "Kept");
            case BROKEN -> in("Non tenu", "Not kept");
            case NOT_MEASURED -> in("Non mesuré", "Not measured");
        };
    }

    private String promised(Promise promise) {
        return content.terms().stream()
                .filter(under -> promise.promisedBy(under.promises()))
                .map(under -> promised(promise, under.promises()))
                .distinct()
                .map(Markup::escape)
                .collect(Collectors.joining("<br>"));
    }

    private String promised(Promise promise, Promises promises) {
        return switch (promise) {
            case BACKUP -> in("une sauvegarde ", "a backup ") + Wording.every(promises.frequency(), language);
            case RETENTION ->
                in("chaque sauvegarde conservée ", "each backup kept for ")
                        + Wording.lasting(promises.retention(), language);
            case RESTORE -> in("une restauration demandée aboutit", "a restore that is asked for works");
            case AVAILABILITY -> available(promises.availability());
            case FIRST_RESPONSE ->
                in(
                                "une première réponse en %s au plus, aux heures de l'assistance",
                                "a first response within %s, in support hours")
                        .formatted(Wording.lasting(promises.firstResponse(), language));
        };
    }

    private String available(Promises.@Nullable Availability availability) {
        if (availability == null) return "";
        return in(
                        "le site peut répondre pendant %s des minutes du mois",
                        "the site can answer for %s of the minutes of the month")
                .formatted(Wording.percent(availability.percent(), language));
    }

    private String measured(@Nullable Measured measured) {
        if (measured == null) return "";
        return term(
                        in("Durée de l'engagement dans le mois", "How long the commitment ran in the month"),
                        measured.promised())
                + term(in("Arrêt admis", "Allowed to be down"), measured.allowed())
                + term(in("Arrêt compté", "Down, as it counts"), measured.down())
                + term(
                        in(
                                "Arrêt dû à un changement fait par vous, non compté",
                                "Down by a change of your own, not counted"),
                        measured.excused())
                + term(in("Non mesuré", "Not measured"), measured.unmeasured());
    }

    private String term(String name, String length) {
        return fact(name, escape(clock(Duration.parse(length))));
    }

    /** "744 h 0 min", "1 h 5 min 30 s". */
    private static String clock(Duration length) {
        String minutes = length.toHours() + "\u00a0h " + length.toMinutesPart() + "\u00a0min";
        return length.toSecondsPart() == 0 ? minutes : minutes + " " + length.toSecondsPart() + "\u00a0s";
    }

    private String incidents(StatementContent.Line line) {
        List<StatementContent.Event> incidents = line.incidents();
        if (incidents.isEmpty()) return "";
        String rows = incidents.stream()
                .map(incident -> "<tr>%s%s%s%s</tr>"
                        .formatted(
                                cell(
                                        in("Quoi", "What"),
                                        incident.reason().text().in(language)),
                                cell(in("Du", "From"), at(incident.from())),
                                cell(in("Au", "To"), at(incident.to())),
                                cell(in("Compté", "Counts"), incident.counts() ? in("oui", "yes") : in("non", "no"))))
                .collect(Collectors.joining("\n"));
        return """
                <table class="stack">
                <caption>%s</caption>
                <thead><tr><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table>
                """.formatted(
                        in("Ce qui s'est passé", "What happened"),
                        in("Quoi", "What"),
                        in("Du", "From"),
                        in("Au", "To"),
                        in("Compté", "Counts"),
                        rows);
    }

    /** On a narrow screen each cell says itself what it is. */
    private static String cell(String head, String value) {
        return "<td><span class=\"narrow soft\">%s </span>%s</td>".formatted(escape(head), escape(value));
    }

    private String about() {
        String corrected = statement.supersedes() == null
                ? ""
                : definition(
                        in("Remplace le relevé", "Supersedes statement"),
                        statement.supersedes().toString());
        return definition(in("Relevé", "Statement"), statement.id() + " (" + statement.number() + ")")
                + corrected
                + definition(in("Établi le", "Made on"), at(statement.closedAt()))
                + definition(in("Site", "Site"), content.site().toString())
                + definition(in("Contrat", "Contract"), content.contract().toString())
                + content.terms().stream()
                        .map(under -> definition(
                                in("Conditions, version %d", "Terms, version %d")
                                        .formatted(under.number()),
                                in("du %s au %s", "from %s to %s").formatted(at(under.from()), at(under.to()))))
                        .collect(Collectors.joining())
                + fact(in("Empreinte (SHA-256)", "Hash (SHA-256)"), hash(statement.sha256()));
    }

    private static String definition(String name, String value) {
        return fact(name, escape(value));
    }
}
