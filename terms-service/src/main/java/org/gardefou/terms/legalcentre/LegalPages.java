package org.gardefou.terms.legalcentre;

import static org.gardefou.terms.stationery.Markup.escape;
import static org.gardefou.terms.stationery.Markup.fact;
import static org.gardefou.terms.stationery.Markup.hash;
import static org.gardefou.terms.stationery.Markup.link;
import static org.gardefou.terms.stationery.Markup.sentence;
import static org.gardefou.terms.stationery.Markup.time;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.terms.document.PublishedDocument;
import org.gardefou.terms.document.PublishedTerms;
import org.gardefou.terms.document.PublishedVersion;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.responsibility.Matrix;
import org.gardefou.terms.responsibility.MatrixTables;
import org.gardefou.terms.stationery.Stationery.Sheet;
import org.jspecify.annotations.Nullable;

/** The pages of the legal centre, as HTML. Pure. */
final class LegalPages {

    private LegalPages() {}

    /** @param more where the next documents are; null: these were the last */
    static Sheet home(List<PublishedDocument> documents, @Nullable String more, Language in) {
        String list = documents.isEmpty()
                ? "<p>" + in.either("Rien n'est encore publié.", "Nothing is published yet.") + "</p>"
                : documents.stream()
                        .map(document -> "<li><h2>%s</h2>\n<p>%s · %s</p></li>\n"
                                .formatted(
                                        link(
                                                Paths.document(document.id(), in),
                                                document.name().in(in)),
                                        escape(document.plan().in(in)),
                                        escape(Words.of(document.audience(), in))))
                        .collect(Collectors.joining("", "<ul class=\"cards\">\n", "</ul>\n"));
        String body = """
                <p class="lead">%s</p>
                %s%s
                <h2>%s</h2>
                <p>%s</p>
                <h2>%s</h2>
                <p>%s</p>
                """.formatted(
                in.either(
                        "Toutes les conditions que nous avons publiées, avec toutes leurs versions : celles d'aujourd'hui, celles d'hier et celles qui viennent.",
                        "All the terms that we ever published, with all their versions: those of today, those of before and those to come."),
                list,
                more == null ? "" : "<p>" + link(more, in.either("Suite de la liste", "More of the list")) + "</p>",
                in.either("Qui fait quoi", "Who does what"),
                Stream.of(Level.values())
                        .map(level -> link(Paths.responsibilities(level, in), MatrixTables.name(level, in)))
                        .collect(Collectors.joining(" · ")),
                in.either("Vérifier par vous-même", "Check for yourself"),
                in.either(
                                "Rien de ce qui est publié ne change ensuite. Pour le prouver, nous signons régulièrement l'état de notre registre : %s.",
                                "Nothing that is published changes afterwards. To prove it we sign the state of our ledger at regular times: %s.")
                        .formatted(
                                link(Paths.checkpoints(in), in.either("les points de contrôle", "the checkpoints"))));
        return sheet(in, in.either("Centre juridique", "Legal centre"), Paths::home, body);
    }

    static Sheet document(PublishedDocument document, List<PublishedVersion> versions, Language in) {
        String body = """
                <p class="lead">%s · %s</p>
                <h2>%s</h2>
                <ol class="cards" reversed>
                %s</ol>
                """.formatted(
                escape(document.plan().in(in)),
                escape(Words.of(document.audience(), in)),
                in.either("Toutes les versions", "All versions"),
                versions.stream().map(version -> card(version, versions, in)).collect(Collectors.joining()));
        return sheet(in, document.name().in(in), language -> Paths.document(document.id(), language), body);
    }

    private static String card(PublishedVersion version, List<PublishedVersion> all, Language in) {
        String name = "Version " + version.number();
        String compare = all.stream()
                .filter(other -> other.number() < version.number())
                .findFirst()
                .map(before -> "<li>"
                        + link(
                                Paths.differences(version.id(), before.id(), in),
                                in.either("Comparer avec la version ", "Compare with version ") + before.number(),
                                in.either("(version ", "(version ") + version.number() + ")")
                        + "</li>")
                .orElse("");
        return """
                <li><h3>%s %s</h3>
                <p>%s</p>
                <ul class="acts"><li>%s</li>%s</ul></li>
                """.formatted(
                link(Paths.version(version.id(), in), name),
                tag(version.standing(), in),
                days(version, in),
                link(Paths.text(version.id(), in), in.either("Lire le texte", "Read the text"), "(" + name + ")"),
                compare);
    }

    static Sheet version(
            PublishedDocument document,
            PublishedVersion version,
            List<PlainChange> changes,
            List<PublishedVersion> all,
            Language in) {
        String body = """
                <p class="lead">%s %s</p>
                <p>%s</p>
                <ul class="acts"><li>%s</li><li>%s</li><li>%s</li><li>%s</li><li>%s</li></ul>
                <h2>%s</h2>
                %s
                %s<h2>%s</h2>
                <p>%s</p>
                <dl>
                %s</dl>
                <p>%s</p>
                """.formatted(
                        link(Paths.document(document.id(), in), document.name().in(in)),
                        tag(version.standing(), in),
                        days(version, in),
                        link(
                                Paths.text(version.id(), Language.FR),
                                in.either("Lire le texte en français", "Read the text in French")),
                        link(
                                Paths.text(version.id(), Language.EN),
                                in.either("Lire le texte en anglais", "Read the text in English")),
                        link(
                                Paths.paper(version.id(), Language.FR),
                                in.either("Le texte français en PDF", "The French text as PDF")),
                        link(
                                Paths.paper(version.id(), Language.EN),
                                in.either("Le texte anglais en PDF", "The English text as PDF")),
                        link(Paths.canonical(version.id()), in.either("Le même en JSON", "The same as JSON")),
                        in.either("Ce que cette version change", "What this version changes"),
                        changes(changes, version, in),
                        comparing(version, all, in),
                        in.either("Empreintes", "Hashes"),
                        in.either(
                                "Une empreinte SHA-256 ne se retrouve qu'avec les mêmes octets : enregistrez un texte, calculez la sienne, et comparez.",
                                "A SHA-256 hash comes out the same only of the same bytes: save a text, compute its hash, and compare."),
                        fact(in.either("Version (JSON canonique)", "Version (canonical JSON)"), hash(version.sha256()))
                                + version.renditions().entrySet().stream()
                                        .map(text -> fact(
                                                text.getKey().equals("fr")
                                                        ? in.either("Texte français", "French text")
                                                        : in.either("Texte anglais", "English text"),
                                                hash(text.getValue())))
                                        .collect(Collectors.joining()),
                        link(Paths.checkpoints(in), in.either("Points de contrôle signés", "Signed checkpoints")));
        return sheet(
                in,
                document.name().in(in) + in.either("\u00a0: version ", ": version ") + version.number(),
                language -> Paths.version(version.id(), language),
                body);
    }

    private static String changes(List<PlainChange> changes, PublishedVersion version, Language in) {
        if (changes.isEmpty())
            return "<p>"
                    + (version.number() == 1
                            ? in.either(
                                    "C'est la première : elle ne change rien pour personne.",
                                    "It is the first: it changes nothing for anybody.")
                            : in.either(
                                    "Aucun changement n'a été relevé article par article.",
                                    "No change was noted clause by clause."))
                    + "</p>";
        return changes.stream().map(change -> change(change, in)).collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }

    private static String change(PlainChange change, Language in) {
        String title = change.title() == null ? "" : " " + change.title().in(in);
        String exit = change.exitDays() == null
                ? ""
                : in.either(
                        " ; vous pouvez partir sans frais pendant " + change.exitDays() + " jours",
                        "; you may leave at no cost for " + change.exitDays() + " days");
        return "<li><strong>%s%s</strong><br>%s%s<br><span class=\"soft\">%s%s (%s)</span></li>\n"
                .formatted(
                        escape(change.topic()),
                        escape(title),
                        escape(Words.of(change.changeClass(), in)),
                        change.reasons().stream()
                                .map(reason -> "<br>" + escape(sentence(reason.in(in))))
                                .distinct()
                                .collect(Collectors.joining()),
                        escape(sentence(Words.notice(change.notice(), in))),
                        escape(exit),
                        escape(change.source().in(in)));
    }

    private static String comparing(PublishedVersion version, List<PublishedVersion> all, Language in) {
        List<PublishedVersion> others =
                all.stream().filter(other -> !other.id().equals(version.id())).toList();
        if (others.isEmpty()) return "";
        String options = others.stream()
                .map(other -> "<option value=\"%s\">Version %d (%s)</option>"
                        .formatted(other.id(), other.number(), escape(Words.of(other.standing(), in))))
                .collect(Collectors.joining());
        return """
                <h2>%s</h2>
                <form class="choose" method="get" action="%s/versions/%s/differences">
                <input type="hidden" name="lang" value="%s">
                <p><label for="from">%s</label> <select id="from" name="from">%s</select></p>
                <p><button>%s</button></p>
                </form>
                """.formatted(
                        in.either("Comparer", "Compare"),
                        Paths.PAGES,
                        version.id(),
                        in.tag(),
                        in.either("Comparer cette version à la", "Compare this version with"),
                        options,
                        in.either("Comparer", "Compare"));
    }

    static Sheet differences(UUID from, UUID to, PublishedTerms.Differences differences, Language in) {
        String body = differences.body().get(in)
                + "\n<ul class=\"acts\"><li>%s</li><li>%s</li></ul>\n"
                        .formatted(
                                link(
                                        Paths.differencesPaper(to, from, in),
                                        in.either("Cette comparaison en PDF", "This comparison as PDF")),
                                link(Paths.version(to, in), in.either("Retour à la version", "Back to the version")));
        return sheet(
                in,
                Objects.requireNonNull(differences.title().get(in)),
                language -> Paths.differences(to, from, language),
                body);
    }

    static Sheet responsibilities(Level level, List<Matrix.Assignment> items, Language in) {
        String others = Stream.of(Level.values())
                .map(other -> other == level
                        ? "<strong aria-current=\"page\">" + escape(MatrixTables.name(other, in)) + "</strong>"
                        : link(Paths.responsibilities(other, in), MatrixTables.name(other, in)))
                .collect(Collectors.joining(" · "));
        String body = """
                <p class="lead">%s</p>
                <nav aria-label="%s"><p>%s</p></nav>
                %s""".formatted(
                        in.either(
                                "Pour chaque tâche : qui en répond, qui la fait, et quelle aide vous recevez. C'est avec ces mêmes données que nous jugeons d'un incident.",
                                "For each task: who answers for it, who does it, and what help you get. We judge an incident by these very data."),
                        in.either("Offres", "Plans"),
                        others,
                        MatrixTables.of(level, items, in));
        return sheet(
                in,
                in.either("Qui fait quoi\u00a0: ", "Who does what: ")
                        + MatrixTables.name(level, in).toLowerCase(java.util.Locale.ROOT),
                language -> Paths.responsibilities(level, language),
                body);
    }

    /** The days of a version, in a sentence. */
    private static String days(PublishedVersion version, Language in) {
        String published = in.either("Publiée le ", "Published on ") + time(version.publishedAt(), in);
        return switch (version.standing()) {
            case WITHDRAWN ->
                published
                        + in.either(", retirée le ", ", withdrawn on ")
                        + time(version.withdrawnAt() == null ? version.publishedAt() : version.withdrawnAt(), in)
                        + in.either(
                                " avant d'entrer en vigueur : elle n'engage personne.",
                                " before it came into force: it binds nobody.")
                        + (version.withdrawalReason() == null
                                ? ""
                                : " " + in.either("Motif : ", "Reason: ") + escape(version.withdrawalReason()));
            case SCHEDULED ->
                published + in.either(", en vigueur à partir du ", ", in force from ")
                        + time(version.effectiveFrom(), in) + ".";
            case IN_FORCE, SUPERSEDED ->
                published
                        + in.either(", en vigueur depuis le ", ", in force from ")
                        + time(version.effectiveFrom(), in)
                        + (version.until() == null
                                ? "."
                                : in.either(" jusqu'au ", " until ") + time(version.until(), in) + ".");
        };
    }

    private static String tag(PublishedVersion.Standing standing, Language in) {
        return "<span class=\"tag %s\">%s</span>".formatted(standing, escape(Words.of(standing, in)));
    }

    static Sheet sheet(Language in, String title, Function<Language, String> path, String body) {
        String foot = "<p>%s · %s · %s</p>\n"
                .formatted(
                        link(Paths.home(in), in.either("Centre juridique", "Legal centre")),
                        link(Paths.checkpoints(in), in.either("Points de contrôle", "Checkpoints")),
                        link(Paths.JSON + "/documents", "JSON"));
        return new Sheet(in, title, path.apply(in.other()), false, body, foot);
    }
}
