package org.gardefou.diagnostics.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gardefou.access.database.Credentials;

/**
 * What a {@code wp-config.php} says, read as text: constants with literal values and the table prefix. No PHP is executed and no
 * include followed, because the file is the customer's.
 */
record WordPressConfig(Map<String, String> constants, String tablePrefix) {

    private static final Pattern DEFINE = Pattern.compile(
            "(?m)^[ \\t]*define\\s*\\(\\s*['\"](?P<name>[A-Z_]+)['\"]\\s*,\\s*(?:'(?P<single>(?:[^'\\\\]|\\\\.)*)'|\"(?P<double>(?:[^\"\\\\$]|\\\\.)*)\")\\s*\\)");

    private static final Pattern PREFIX =
            Pattern.compile("(?m)^[ \\t]*\\$table_prefix\\s*=\\s*['\"](?P<prefix>[A-Za-z0-9_]*)['\"]");

    private static final int MARIADB_PORT = 3306;

    static WordPressConfig parse(String php) {
        Map<String, String> constants = new TreeMap<>();
        Matcher define = DEFINE.matcher(php);
        while (define.find()) {
            String single = define.group("single");
            String value = single != null ? single : define.group("double");
            // PHP takes the first definition of a constant.
            constants.putIfAbsent(define.group("name"), value.replaceAll("\\\\(['\"\\\\])", "$1"));
        }
        Matcher prefix = PREFIX.matcher(php);
        return new WordPressConfig(constants, prefix.find() ? prefix.group("prefix") : "wp_");
    }

    Optional<String> database() {
        return Optional.ofNullable(constants.get("DB_NAME"));
    }

    /** The site's own access to its database; empty when the file does not say it in literals. */
    Optional<Credentials> credentials() {
        String user = constants.get("DB_USER");
        String password = constants.get("DB_PASSWORD");
        String host = constants.get("DB_HOST");
        if (user == null || password == null || host == null) return Optional.empty();
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        String rest = colon < 0 ? "" : host.substring(colon + 1);
        if (rest.startsWith("/")) return Optional.of(Credentials.socket(rest, user, password));
        int port = rest.matches("[0-9]{1,5}") ? Integer.parseInt(rest) : MARIADB_PORT;
        return Optional.of(Credentials.tcp(name.equals("localhost") ? "127.0.0.1" : name, port, user, password));
    }
}
