package org.gardefou.terms.responsibility;

import static org.gardefou.terms.stationery.Markup.escape;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Level;

/** The matrix as tables that people read, one for each field, in French and in English. Pure. */
public final class MatrixTables {

    private MatrixTables() {}

    /** HTML: what stands below a page's heading. */
    public static String of(Level level, List<Matrix.Assignment> items, Language in) {
        return Stream.of(Matrix.Group.values())
                .map(group -> table(
                        group,
                        level,
                        items.stream().filter(item -> item.group() == group).toList(),
                        in))
                .collect(Collectors.joining());
    }

    /** What a management level is called. */
    public static String name(Level level, Language in) {
        return switch (level) {
            case STANDARD -> in.either("Hébergement standard", "Standard hosting");
            case MANAGED -> in.either("Hébergement infogéré", "Managed hosting");
            case RESELLER -> in.either("Revendeur", "Reseller");
            case VPS -> in.either("Serveur virtuel", "Virtual server");
        };
    }

    private static String of(Matrix.Side side, Level level, Language in) {
        if (side == Matrix.Side.HOST) return in.either("L'hébergeur", "The hoster");
        return level == Level.RESELLER ? in.either("Le revendeur", "The reseller") : in.either("Vous", "You");
    }

    private static String of(Matrix.Help help, Language in) {
        return switch (help) {
            case INCLUDED -> in.either("Comprise", "Included");
            case BILLABLE -> in.either("Payante", "Paid");
            case REFUSED -> in.either("Non proposée", "Not offered");
            case NONE -> in.either("Sans objet", "Not applicable");
        };
    }

    private static String of(Matrix.Group group, Language in) {
        return switch (group) {
            case CONTRACT -> in.either("Le contrat", "The contract");
            case PLATFORM -> in.either("La plateforme", "The platform");
            case SITE -> in.either("Le site", "The site");
            case CONTENT -> in.either("Le contenu", "The content");
            case DNS -> in.either("Le nom de domaine et le courrier", "The domain name and mail");
            case BACKUP -> in.either("Les sauvegardes", "Backups");
            case RESTORE -> in.either("Les restaurations", "Restores");
            case SECURITY -> in.either("La sécurité", "Security");
            case DATA -> in.either("Les données", "Data");
            case END -> in.either("La fin du contrat", "The end of the contract");
        };
    }

    private static String table(Matrix.Group group, Level level, List<Matrix.Assignment> items, Language in) {
        if (items.isEmpty()) return "";
        String name = of(group, in);
        String rows = items.stream()
                .map(item -> """
                        <tr><th scope="row">%s</th><td><span class="narrow soft">%s </span>%s</td><td><span class="narrow soft">%s </span>%s</td><td><span class="narrow soft">%s </span>%s</td></tr>
                        """.formatted(
                                escape(item.label().in(in)),
                                in.either("En répond :", "Answers:"),
                                escape(of(item.accountable(), level, in)),
                                in.either("La fait :", "Does it:"),
                                escape(of(item.responsible(), level, in)),
                                in.either("Aide :", "Help:"),
                                escape(of(item.help(), in)) + " (" + escape(String.join(", ", item.clauses())) + ")"))
                .collect(Collectors.joining());
        return """
                <h2 id="%1$s">%2$s</h2>
                <table class="stack" aria-labelledby="%1$s">
                <thead><tr><th scope="col">%3$s</th><th scope="col">%4$s</th><th scope="col">%5$s</th><th scope="col">%6$s</th></tr></thead>
                <tbody>
                %7$s</tbody>
                </table>
                """.formatted(
                        group.name(),
                        escape(name),
                        in.either("Tâche", "Task"),
                        in.either("Qui en répond", "Who answers"),
                        in.either("Qui la fait", "Who does it"),
                        in.either("Aide, articles", "Help, clauses"),
                        rows);
    }
}
