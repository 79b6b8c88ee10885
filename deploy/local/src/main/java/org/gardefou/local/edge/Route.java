package org.gardefou.local.edge;

import java.util.Arrays;

/**
 * Where a base path leads.
 *
 * @param path the first segment of the address, without slashes: {@code terms}
 * @param title what the explorer calls it
 * @param port the service's port on 127.0.0.1
 */
record Route(String path, String title, int port) {

    private static final String PROBLEMS = "/problems";

    /** A route written as {@code path:title:port}. */
    static Route parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("A route is path:title:port, not \"" + text + "\".");
        }
        return new Route(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    /** Whether a page about one of this service's own problems is asked for. */
    boolean explains(String requestPath) {
        return requestPath.startsWith(PROBLEMS + "/" + path + "/");
    }

    /** Whether a page about problems is asked for, which any service has. */
    static boolean isAboutProblems(String requestPath) {
        return requestPath.equals(PROBLEMS) || requestPath.startsWith(PROBLEMS + "/");
    }

    /**
     * Whether a path goes up or stands still somewhere, plainly or encoded (RFC 3986, 5.2.4): the service would read another path than the one that was
     * looked at here.
     */
    static boolean hasDotSegments(String requestPath) {
        return Arrays.stream(requestPath.split("/", -1))
                .map(segment -> segment.replace("%2e", ".").replace("%2E", "."))
                .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    boolean matches(String requestPath) {
        return requestPath.equals("/" + path) || requestPath.startsWith("/" + path + "/");
    }
}
