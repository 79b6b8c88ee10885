package org.gardefou.diagnostics.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gardefou.access.database.Credentials;
import org.gardefou.diagnostics.check.PhpTokens.Kind;
import org.gardefou.diagnostics.check.PhpTokens.Token;
import org.gardefou.diagnostics.server.DatabaseAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code wp-config.php} says, read as text: constants with literal values and the table prefix. No PHP is executed and no
 * include followed, because the file is the customer's. What is computed, or differs by a condition, is not known rather than guessed.
 *
 * @param constants by name; empty for one whose value is not known
 * @param tablePrefix null when it is not known
 */
record WordPressConfig(
        Map<String, Optional<String>> constants, @Nullable String tablePrefix) {

    /** Bytes; that of WordPress itself has three thousand. */
    static final int LARGEST = 256 * 1024;

    private static final int MARIADB_PORT = 3306;
    private static final String DEFAULT_PREFIX = "wp_";

    /** One place where a constant gets its value. */
    private record Definition(Optional<String> value, boolean conditional) {}

    static WordPressConfig parse(String php) {
        List<Token> tokens = PhpTokens.of(php);
        Map<String, List<Definition>> definitions = new HashMap<>();
        String prefix = DEFAULT_PREFIX;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is('{')) depth++;
            else if (token.is('}')) depth--;
            else if (token.isWord("define") && sign(tokens, i + 1, '(') && kind(tokens, i + 2, Kind.LITERAL)) {
                boolean literal = sign(tokens, i + 3, ',')
                        && kind(tokens, i + 4, Kind.LITERAL)
                        && (sign(tokens, i + 5, ')') || sign(tokens, i + 5, ','));
                add(definitions, tokens.get(i + 2), literal, tokens, i + 4, depth > 0 || !begins(tokens, i));
            } else if (token.isWord("const") && kind(tokens, i + 1, Kind.WORD) && sign(tokens, i + 2, '=')) {
                boolean literal = kind(tokens, i + 3, Kind.LITERAL) && sign(tokens, i + 4, ';');
                add(definitions, tokens.get(i + 1), literal, tokens, i + 3, depth > 0);
            } else if (token.kind() == Kind.VARIABLE && token.text().equals("table_prefix")) {
                prefix = prefix(tokens, i, depth, prefix);
            }
        }
        Map<String, Optional<String>> constants = new TreeMap<>();
        definitions.forEach((name, places) -> constants.put(name, value(places)));
        return new WordPressConfig(constants, prefix);
    }

    private static void add(
            Map<String, List<Definition>> definitions,
            Token name,
            boolean literal,
            List<Token> tokens,
            int value,
            boolean conditional) {
        definitions
                .computeIfAbsent(name.text(), key -> new ArrayList<>())
                .add(new Definition(literal ? Optional.of(tokens.get(value).text()) : Optional.empty(), conditional));
    }

    /** PHP takes the first definition of a constant; which one is the first may depend on a condition. */
    private static Optional<String> value(List<Definition> places) {
        Definition first = places.getFirst();
        boolean sure = !first.conditional()
                || places.stream().allMatch(place -> place.value().equals(first.value()));
        return sure ? first.value() : Optional.empty();
    }

    private static @Nullable String prefix(List<Token> tokens, int at, int depth, @Nullable String before) {
        boolean assigned = sign(tokens, at + 1, '=') && !sign(tokens, at + 2, '=');
        boolean appended = sign(tokens, at + 1, '.') && sign(tokens, at + 2, '=');
        if (!assigned && !appended) return before;
        if (appended || depth > 0 || !kind(tokens, at + 2, Kind.LITERAL) || !sign(tokens, at + 3, ';')) return null;
        return tokens.get(at + 2).text();
    }

    /** Whether a statement begins here, rather than what an {@code if} or an {@code or} decides. */
    private static boolean begins(List<Token> tokens, int at) {
        if (at == 0) return true;
        Token before = tokens.get(at - 1);
        return before.is(';') || before.is('{') || before.is('}') || before.is('@') || before.is('\\');
    }

    private static boolean sign(List<Token> tokens, int at, char sign) {
        return at < tokens.size() && tokens.get(at).is(sign);
    }

    private static boolean kind(List<Token> tokens, int at, Kind kind) {
        return at < tokens.size() && tokens.get(at).kind() == kind;
    }

    /** Whether the file gives such a constant, known or not. */
    boolean defines(String constant) {
        return constants.containsKey(constant);
    }

    private Optional<String> constant(String name) {
        return constants.getOrDefault(name, Optional.empty());
    }

    Optional<String> database() {
        return constant("DB_NAME");
    }

    /** Where the site looks for its database server; empty when it is not known, or a socket. */
    Optional<DatabaseAddress> address() {
        return constant("DB_HOST").filter(host -> !host.contains("/")).map(WordPressConfig::address);
    }

    /** {@code host}, {@code host:port}, {@code [::1]:port}, as WordPress reads it. */
    private static DatabaseAddress address(String host) {
        int bracket = host.indexOf(']');
        int colon = host.indexOf(':', Math.max(bracket, 0));
        String name = colon < 0 ? host : host.substring(0, colon);
        String port = colon < 0 ? "" : host.substring(colon + 1);
        if (name.startsWith("[") && name.endsWith("]")) name = name.substring(1, name.length() - 1);
        return DatabaseAddress.of(
                name.toLowerCase(Locale.ROOT), port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : MARIADB_PORT);
    }

    /** The site's own access to its database; empty when the file does not say it in literals. */
    Optional<Credentials> credentials() {
        Optional<String> user = constant("DB_USER");
        Optional<String> password = constant("DB_PASSWORD");
        Optional<DatabaseAddress> address = address();
        if (user.isEmpty() || password.isEmpty() || address.isEmpty()) return Optional.empty();
        return Optional.of(Credentials.tcp(address.get().host(), address.get().port(), user.get(), password.get()));
    }

    /** Without the values: one of them is a password. */
    @Override
    public String toString() {
        return "WordPressConfig" + constants.keySet();
    }
}
