package org.gardefou.diagnostics.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.access.database.Row;
import org.gardefou.access.database.Sql;

/** What WordPress has written down about itself in its table of options. */
record Options(Map<String, String> values) {

    static Options read(Database database, String schema, String prefix) throws DatabaseException {
        Map<String, String> values = new TreeMap<>();
        for (Row row : database.query(
                schema,
                "select option_name, option_value from " + Sql.identifier(prefix + "options")
                        + " where option_name in ('siteurl', 'home', 'template', 'stylesheet')")) {
            values.put(row.text("option_name"), row.text("option_value"));
        }
        return new Options(values);
    }

    /** Its addresses that are none of these domains, as {@code name = value}. */
    List<String> foreign(List<String> domains) {
        return Stream.of("home", "siteurl")
                .filter(values::containsKey)
                .filter(name -> domains.stream().noneMatch(domain -> leadsTo(values.getOrDefault(name, ""), domain)))
                .map(name -> name + " = " + values.get(name))
                .toList();
    }

    /** The host must end where the domain ends: {@code shop.example.evil.test} is not {@code shop.example}. */
    private static boolean leadsTo(String address, String domain) {
        String host =
                address.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("[/?#].*$", "");
        return host.equals(domain) || host.startsWith(domain + ":");
    }

    /** The folders of the active theme and of the one it is derived from; what is no plain name is left out. */
    List<String> themes() {
        return Stream.of("stylesheet", "template")
                .map(name -> values.getOrDefault(name, ""))
                .filter(theme -> theme.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_][A-Za-z0-9._-]{0,99})?"))
                .distinct()
                .toList();
    }
}
