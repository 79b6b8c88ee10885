package org.gardefou.terms.conformance;

import static org.gardefou.terms.stationery.Markup.escape;

import java.nio.charset.StandardCharsets;
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
import org.jspecify.annotations.Nullable;

/**
 * A statement as a page that people read: one HTML document with nothing to load. States are said in words, and times are those of the
 * statement's own zone (WCAG 2.1: 1.3.1, 1.4.1, 2.4.2, 2.4.6, 3.1.1).
 */
final class StatementPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%1$s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%2$s</title>
            <style>
            body { max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.6 sans-serif; color: #1a1a1a; background: #fff; }
            h2 { margin-top: 2em; }
            dt { font-weight: bold; }
            dd { overflow-wrap: anywhere; }
            .state { font-weight: bold; }
            .KEPT .state { color: #0b5a1e; }
            .BROKEN .state { color: #8a1111; }
            .credit { border-left: .3em solid #0b5a1e; padding-left: 1em; }
            table { border-collapse: collapse; width: 100%%; }
            caption { text-align: left; font-weight: bold; padding: .5em 0; }
            th, td { text-align: left; vertical-align: top; padding: .3em .6em .3em 0; border-bottom: 1px solid #767676; }
            </style>
            </head>
            <body>
            <main>
            <h1>%2$s</h1>
            <p>%3$s</p>
            %4$s
            %5$s
            <footer>
            <h2>%6$s</h2>
            <dl>
            %7$s
            </dl>
            </footer>
            </main>
            </body>
            </html>
            """;

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

    static byte[] of(Statement statement, StatementContent content, Language language) {
        return new StatementPage(statement, content, language).page().getBytes(StandardCharsets.UTF_8);
    }

    private String page() {
        String title = in("Relevé de nos engagements", "Statement of our commitments") + ", " + month();
        return PAGE.formatted(
                language.tag(),
                escape(title),
                escape(introduction()),
                credit(),
                content.promises().stream().map(this::section).collect(Collectors.joining("\n")),
                in("À propos de ce relevé", "About this statement"),
                about());
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
        return "<p class=\"credit\">%s</p>"
                .formatted(escape(in(
                                "Nous vous créditons %s, sans que vous ayez à le demander (article %s). Cet avoir ne remplace aucun de vos autres droits.",
                                "We credit you %s, without you having to ask (clause %s). This credit replaces none of your other rights.")
                        .formatted(amount, credit.clause())));
    }

    private String section(StatementContent.Line line) {
        String id = line.promise().name().toLowerCase(Locale.ROOT);
        return """
                <section class="%s" aria-labelledby="%s-title">
                <h2 id="%2$s-title">%s</h2>
                <p><span class="state">%s</span> %s</p>
                <dl>
                <dt>%s</dt>
                %s
                %s
                </dl>
                %s
                </section>""".formatted(
                        line.state(),
                        id,
                        escape(line.promise().title().in(language)),
                        escape(state(line.state())),
                        escape(line.reason().text().in(language)),
                        in("Promis", "Promised"),
                        promised(line.promise()),
                        measured(line.measured()),
                        incidents(line));
    }

    private String state(State state) {
        return switch (state) {
            case KEPT -> in("Tenu.", "Kept.");
            case BROKEN -> in("Non tenu.", "Not kept.");
            case NOT_MEASURED -> in("Non mesuré.", "Not measured.");
        };
    }

    private String promised(Promise promise) {
        return content.terms().stream()
                .filter(under -> promise.promisedBy(under.promises()))
                .map(under -> promised(promise, under.promises()))
                .distinct()
                .map(words -> "<dd>" + escape(words) + "</dd>")
                .collect(Collectors.joining("\n"));
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
        return "<dt>%s</dt><dd>%s</dd>\n".formatted(escape(name), escape(clock(Duration.parse(length))));
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
                .map(incident -> "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                                escape(at(incident.from())),
                                escape(at(incident.to())),
                                escape(incident.reason().text().in(language)),
                                incident.counts() ? in("oui", "yes") : in("non", "no")))
                .collect(Collectors.joining("\n"));
        return """
                <table>
                <caption>%s</caption>
                <thead><tr><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table>""".formatted(
                        in("Ce qui s'est passé", "What happened"),
                        in("Du", "From"),
                        in("Au", "To"),
                        in("Quoi", "What"),
                        in("Compté", "Counts"),
                        rows);
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
                + definition(in("Empreinte (SHA-256)", "Hash (SHA-256)"), statement.sha256());
    }

    private static String definition(String name, String value) {
        return "<dt>%s</dt><dd>%s</dd>\n".formatted(escape(name), escape(value));
    }
}
