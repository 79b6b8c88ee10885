package org.gardefou.local.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the environment says about where and how the suite runs.
 *
 * @param root the source tree, in which the services' builds are
 * @param home where the suite keeps its data
 * @param portShift what is added to every port
 * @param jdbcUrl an external PostgreSQL; the embedded one is then not started
 * @param kafka an external broker's bootstrap servers; the embedded one is then not started
 */
record Settings(Path root, Path home, int portShift, Optional<String> jdbcUrl, Optional<String> kafka) {

    /** The highest shift that leaves every port below 65536. */
    private static final int HIGHEST_SHIFT = 40_000;

    static Settings of(Map<String, String> environment, Path root) {
        String shift = environment.getOrDefault("GARDEFOU_PORT_SHIFT", "0");
        if (!shift.matches("\\d{1,5}") || Integer.parseInt(shift) > HIGHEST_SHIFT) {
            throw new Refusal("GARDEFOU_PORT_SHIFT=" + shift + " is not a number from 0 to " + HIGHEST_SHIFT + ".");
        }
        requireVisible(Integer.parseInt(shift));
        return new Settings(
                root.toAbsolutePath().normalize(),
                home(environment).toAbsolutePath().normalize(),
                Integer.parseInt(shift),
                given(environment, "QUARKUS_DATASOURCE_JDBC_URL"),
                given(environment, "KAFKA_BOOTSTRAP_SERVERS"));
    }

    /** A port on which a browser opens nothing would leave a suite that runs and an explorer that cannot be seen. */
    private static void requireVisible(int shift) {
        IntStream.concat(IntStream.of(Suite.EDGE_PORT), Suite.SERVICES.stream().mapToInt(Suite.Service::usualPort))
                .map(usual -> usual + shift)
                .filter(BlockedPorts::blocks)
                .findFirst()
                .ifPresent(port -> {
                    throw new Refusal("GARDEFOU_PORT_SHIFT=" + shift + " leads to port " + port
                            + ", which browsers refuse to open (ERR_UNSAFE_PORT): choose another, for instance "
                            + (shift + 100) + ".");
                });
    }

    /** What has to stand before another command for the same suite: {@code GARDEFOU_PORT_SHIFT=100 }, or nothing. */
    String assignments() {
        StringBuilder assignments = new StringBuilder();
        if (!home.equals(home(Map.of()).toAbsolutePath().normalize())) {
            assignments.append("GARDEFOU_HOME=").append(home).append(' ');
        }
        if (portShift > 0) {
            assignments.append("GARDEFOU_PORT_SHIFT=").append(portShift).append(' ');
        }
        return assignments.toString();
    }

    /** A port of the suite, moved as the environment asks. */
    int port(int usual) {
        return usual + portShift;
    }

    /** The one origin of the suite. */
    String edgeUrl() {
        return "http://localhost:" + port(Suite.EDGE_PORT);
    }

    private static Path home(Map<String, String> environment) {
        String given = environment.getOrDefault("GARDEFOU_HOME", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        if (System.getProperty("user.name").equals("root")) {
            return Path.of("/var/lib/garde-fou");
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        return (state.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(state))
                .resolve("garde-fou");
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
