package org.gardefou.restore.newer;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;

/** Why something cannot be kept, and what to do. */
final class Refused {

    private Refused() {}

    static RestoreFailure linked(List<String> links) {
        return new RestoreFailure(
                FailureCode.TABLES_LINKED,
                new Text(
                                "Des clés étrangères lient les tables à garder à d'autres (%s) ; gardez-les ensemble, ou n'en gardez aucune.",
                                "Foreign keys tie the tables to keep to others (%s); keep them together, or none of them.")
                        .with(String.join(", ", links)));
    }

    static RestoreFailure tables(Set<String> missing, boolean postgres) {
        String names = String.join(", ", missing);
        return postgres
                ? notKeepable(
                        "Les bases MariaDB qui reviennent n'ont pas la table %s, et une base PostgreSQL revient toujours en entier ; corrigez keepTables.",
                        "The MariaDB databases that come back do not have the table %s, and a database of PostgreSQL always comes back as a whole; correct keepTables.",
                        names)
                : notKeepable(
                        "Le site n'a pas la table %s dans les bases qui reviennent ; corrigez keepTables.",
                        "The site does not have the table %s in the databases that come back; correct keepTables.",
                        names);
    }

    static RestoreFailure kinds(Set<Kind> lacking, boolean postgres) {
        String names = names(lacking);
        return postgres
                ? notKeepable(
                        "Les contenus récents (%s) se gardent pour WordPress sur MariaDB ou MySQL ; une base PostgreSQL revient toujours en entier. Demandez la restauration sans keepNewer.",
                        "Newer content (%s) is kept of WordPress on MariaDB or MySQL; a database of PostgreSQL always comes back as a whole. Ask for the restore without keepNewer.",
                        names)
                : notKeepable(
                        "Parmi ce qui revient, le site n'a pas les tables de WordPress ou de WooCommerce où sont ces contenus (%s) ; choisissez aussi ces tables, ou enlevez-les de keepNewer.",
                        "Among what comes back the site does not have the tables of WordPress or WooCommerce that hold these (%s); choose those tables too, or take these out of keepNewer.",
                        names);
    }

    static RestoreFailure lacking(String table) {
        return notKeepable(
                "Ce point de restauration n'a pas la table %s, où le site garde des contenus récents ; gardez-la entière (keepTables), ou choisissez un point plus récent.",
                "This restore point does not have the table %s, in which the site keeps newer content; keep it whole (keepTables), or choose a later point.",
                table);
    }

    private static String names(Collection<Kind> kinds) {
        return kinds.stream().map(Kind::name).collect(Collectors.joining(", "));
    }

    private static RestoreFailure notKeepable(String fr, String en, String name) {
        return new RestoreFailure(FailureCode.NEWER_NOT_KEEPABLE, new Text(fr, en).with(name));
    }
}
