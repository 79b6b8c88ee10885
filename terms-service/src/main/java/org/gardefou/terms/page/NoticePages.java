package org.gardefou.terms.page;

import static org.gardefou.terms.stationery.Markup.escape;
import static org.gardefou.terms.stationery.Markup.link;
import static org.gardefou.terms.stationery.Markup.paragraphs;
import static org.gardefou.terms.stationery.Markup.time;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.risknotice.HostedNotices.Notice;
import org.gardefou.terms.risknotice.Risk;
import org.gardefou.terms.stationery.Stationery.Sheet;

/** The pages on which warnings are read and acknowledged, as HTML. Pure. */
final class NoticePages {

    private NoticePages() {}

    /** The titles alone: who looks at a list has not been told yet. */
    static Sheet list(String site, List<Notice> notices, String path, Optional<String> back, Language in) {
        String body = notices.isEmpty()
                ? "<div class=\"note good\"><p>%s</p></div>\n"
                        .formatted(in.either(
                                "Tout est lu : il n'y a pas d'avertissement en attente.",
                                "All is read: no warning is waiting."))
                : """
                <p class="lead">%s</p>
                <ul class="cards">
                %s</ul>
                """.formatted(
                        in.either(
                                "Ouvrez chaque avertissement : il dit ce qui peut arriver, quoi faire, et de qui c'est l'affaire.",
                                "Open each warning: it says what may happen, what to do, and whose part it is."),
                        notices.stream().map(notice -> card(notice, path, in)).collect(Collectors.joining()));
        return new Sheet(
                in,
                in.either("Avertissements pour ", "Warnings for ") + site,
                path + "?lang=" + in.other().tag(),
                false,
                body + AcceptancePage.back(back, in),
                AcceptancePage.foot(in));
    }

    private static String card(Notice notice, String path, Language in) {
        return "<li><h2>%s</h2>\n<p>%s <span class=\"soft\">%s</span></p></li>\n"
                .formatted(
                        link(
                                path + "/notices/" + notice.id() + "?lang=" + in.tag(),
                                notice.text().title().in(in)),
                        tag(notice.level(), in),
                        time(notice.raisedAt(), in));
    }

    /** @param list where the others are; empty: the link is for this one alone */
    static Sheet one(
            String site, Notice notice, String path, Optional<String> list, Optional<String> back, Language in) {
        String body = """
                <p>%s <span class="soft">%s · %s</span></p>
                %s%s%s%s%s%s%s%s%s""".formatted(
                tag(notice.level(), in),
                escape(site),
                time(notice.raisedAt(), in),
                part(
                        in.either("Ce qui peut arriver", "What may happen"),
                        notice.text().mayHappen(),
                        in),
                part(in.either("À faire avant", "To do before"), notice.text().before(), in),
                part(
                        in.either("À faire après", "To do afterwards"),
                        notice.text().after(),
                        in),
                part(
                                in.either("De qui c'est l'affaire", "Whose part it is"),
                                notice.text().duty(),
                                in)
                        + clause(notice, in),
                part(
                        in.either("L'aide que vous avez", "The help you have"),
                        notice.text().help(),
                        in),
                part(
                        in.either("Votre dernier bon point de restauration", "Your last good restore point"),
                        notice.text().restorePoint(),
                        in),
                read(notice, path, in),
                list.map(all -> "<p>"
                                + link(all + "?lang=" + in.tag(), in.either("Tous les avertissements", "All warnings"))
                                + "</p>\n")
                        .orElse(""),
                AcceptancePage.back(back, in));
        return new Sheet(
                in,
                notice.text().title().in(in),
                path + "?lang=" + in.other().tag(),
                false,
                body,
                AcceptancePage.foot(in));
    }

    private static String part(String title, Text text, Language in) {
        return "<h2>%s</h2>\n%s".formatted(escape(title), paragraphs(text.in(in)));
    }

    private static String clause(Notice notice, Language in) {
        if (notice.terms() == null) return "";
        return "<p>%s</p>\n"
                .formatted(link(
                        "/terms/v1/legal-centre/versions/%s/renditions/%s#%s"
                                .formatted(notice.terms(), in.tag(), notice.clause()),
                        in.either("Lire l'article ", "Read clause ") + notice.clause()));
    }

    private static String read(Notice notice, String path, Language in) {
        if (notice.acknowledgedAt() != null)
            return "<div class=\"note good\" id=\"said\" tabindex=\"-1\" autofocus><p>%s %s.</p></div>\n"
                    .formatted(
                            in.either("Vous avez confirmé l'avoir lu le", "You confirmed that you have read it on"),
                            time(notice.acknowledgedAt(), in));
        return """
                <h2 id="confirmation">%s</h2>
                <form method="post" action="%s" aria-labelledby="confirmation">
                <input type="hidden" name="lang" value="%s">
                <input type="hidden" name="changes" value="%d">
                <p>%s</p>
                <p><button>%s</button></p>
                </form>
                """.formatted(
                        in.either("Confirmer", "Confirm"),
                        path,
                        in.tag(),
                        notice.changes(),
                        in.either(
                                "Confirmer dit seulement que vous avez lu cet avertissement. Vous ne renoncez à aucun droit.",
                                "Confirming says only that you have read this warning. You give up no right."),
                        in.either("J'ai lu cet avertissement", "I have read this warning"));
    }

    private static String tag(Risk level, Language in) {
        String words =
                switch (level) {
                    case INFO -> in.either("Information", "Information");
                    case WARNING -> in.either("Avertissement", "Warning");
                    case DANGER -> in.either("Danger", "Danger");
                };
        return "<span class=\"tag %s\">%s</span>".formatted(level, words);
    }
}
