package org.gardefou.restore.drill;

import static org.gardefou.kit.page.Frame.escaped;

import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.gardefou.kit.page.PlainPage;
import org.jspecify.annotations.Nullable;

/** The reports of a month as a page that people read. Pure. */
final class DrillReportPage {

    private static final String PATH = "/restores/v1/drill-reports";

    private final boolean french;

    private DrillReportPage(boolean french) {
        this.french = french;
    }

    /**
     * In one language.
     *
     * @param month of all of them
     * @param locale {@code fr} or {@code en}
     */
    static String html(YearMonth month, List<DrillReport> reports, String locale) {
        return new DrillReportPage(locale.equals("fr")).page(month, reports);
    }

    private String page(YearMonth month, List<DrillReport> reports) {
        String when = DateTimeFormatter.ofPattern("MMMM yyyy", french ? Locale.FRENCH : Locale.ENGLISH)
                .format(month);
        String title = said("Exercices de restauration, " + when, "Restore drills, " + when);
        StringBuilder body = new StringBuilder(
                "<h1>%s</h1>\n<p class=\"lead\">%s</p>\n"
                        .formatted(
                                escaped(title),
                                said(
                                        "Des sites restaurés à l'écart, démarrés et regardés, sans toucher aux sites en place.",
                                        "Sites restored in a place apart, booted and looked at; the live sites were not touched.")));
        if (reports.isEmpty()) {
            body.append("<p role=\"status\">%s</p>\n"
                    .formatted(said(
                            "Aucune offre ne promet de restauration, et rien n'a été essayé ce mois-là.",
                            "No plan promises restores, and nothing was tried in that month.")));
        }
        reports.forEach(report -> plan(report, body));
        String here = PATH + "?month=" + month;
        String elsewhere = PATH + "/page?month=" + month + "&locale=" + said("en", "fr");
        return new PlainPage(
                        said("fr", "en"),
                        title,
                        "Garde-fou",
                        new PlainPage.Link(here, said("Les mêmes en JSON", "The same as JSON")),
                        new PlainPage.Link(elsewhere, said("English", "Français")),
                        body.toString())
                .html();
    }

    private void plan(DrillReport report, StringBuilder body) {
        body.append("<h2>%s</h2>\n<ul>\n".formatted(escaped(report.plan())));
        item(
                body,
                said(
                        "%d sites ont cette offre ; %d essayés : %d réussis, %d échoués, %d impossibles à essayer.",
                        "%d sites have this plan; %d tried: %d passed, %d failed, %d could not be tried."),
                report.sites(),
                report.drilled(),
                report.passed(),
                report.failed(),
                report.notPossible());
        figures(body, said("Temps de restauration", "Recovery time"), report.recovery());
        figures(body, said("Âge du point", "Age of the point"), report.pointAge());
        String promised = report.promisedPointAge();
        if (promised != null) {
            item(
                    body,
                    said(
                            "L'offre promet une sauvegarde toutes les %s ; %d points étaient plus vieux.",
                            "The plan promises a backup every %s; %d points were older."),
                    length(Duration.parse(promised)),
                    report.tooOld());
        }
        body.append("</ul>\n");
        List<DrillReport.Worst> broken = report.worst().stream()
                .filter(one -> one.state() != Drill.State.PASSED)
                .toList();
        if (broken.isEmpty()) return;
        body.append("<h3>%s</h3>\n<ul>\n".formatted(said("À regarder", "To be looked at")));
        broken.forEach(one -> body.append("<li><code>%s</code> (%s): %s</li>\n"
                .formatted(
                        one.site(),
                        escaped(one.code()),
                        escaped(said(one.text().fr(), one.text().en())))));
        body.append("</ul>\n");
    }

    private void figures(StringBuilder body, String what, @Nullable Figures found) {
        if (found == null) return;
        item(
                body,
                said("%s : médiane %s, 95 %% sous %s, au plus %s.", "%s: median %s, 95%% within %s, at most %s."),
                what,
                length(found.median()),
                length(found.p95()),
                length(found.max()));
    }

    private static void item(StringBuilder body, String format, Object... values) {
        body.append("<li>").append(escaped(format.formatted(values))).append("</li>\n");
    }

    /** To the two largest units that it has: what is measured in days is not read by the second. */
    private String length(Duration length) {
        if (length.toDays() > 1) return length.toDays() + said(" j ", " d ") + length.toHoursPart() + " h";
        if (length.toHours() > 0) return length.toHours() + " h " + length.toMinutesPart() + " min";
        if (length.toMinutes() > 0) return length.toMinutes() + " min " + length.toSecondsPart() + " s";
        return String.format(french ? Locale.FRENCH : Locale.ENGLISH, "%.1f s", length.toMillis() / 1000.0);
    }

    private String said(String fr, String en) {
        return french ? fr : en;
    }
}
