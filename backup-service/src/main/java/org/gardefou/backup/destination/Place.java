package org.gardefou.backup.destination;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where repositories are made: the words of operators, and what restic makes of them. Pure. Neither user nor password for
 * S3 and REST is ever part of it.
 */
public record Place(Kind kind, String location) {

    /** How it is reached. */
    public enum Kind {
        /** A folder of this machine, or one that is mounted there. */
        LOCAL,
        /** A server over SSH. */
        SFTP,
        /** A bucket. */
        S3,
        /** {@code rest-server} or {@code rclone serve restic}. */
        REST
    }

    // Names that can be no option of ssh, and nothing that a URL or restic would read otherwise.
    private static final Pattern SFTP = Pattern.compile(
            "sftp://([A-Za-z0-9_][A-Za-z0-9._-]*)@([A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9A-Fa-f:]+])(?::([0-9]{1,5}))?(/[A-Za-z0-9._/-]+)");
    private static final Pattern PATH = Pattern.compile("/[^\\p{Cntrl}]*[^/\\p{Cntrl}]");
    private static final Pattern WEB_PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+/?");
    private static final int SSH = 22;
    private static final int PORTS = 65_535;

    /** What is wrong with it; empty when nothing is. */
    Optional<String> flaw() {
        if (location.contains("/../") || location.endsWith("/..") || location.contains("/./")) {
            return Optional.of("must be a path without . and ..");
        }
        return switch (kind) {
            case LOCAL ->
                PATH.matcher(location).matches() && depth() > 1
                        ? Optional.empty()
                        : Optional.of("must be the absolute path of a folder, two folders deep at least");
            case SFTP ->
                SFTP.matcher(location).matches() && port() <= PORTS
                        ? Optional.empty()
                        : Optional.of("must be sftp://user@host/path, with :port behind the host where it is not 22");
            case S3 ->
                isWeb() ? Optional.empty() : Optional.of("must be https://host/bucket or https://host/bucket/folder");
            case REST ->
                isWeb() ? Optional.empty() : Optional.of("must be https://host/path, without user and password");
        };
    }

    private long depth() {
        return location.chars().filter(letter -> letter == '/').count();
    }

    private boolean isWeb() {
        try {
            URI uri = URI.create(location);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && WEB_PATH.matcher(uri.getRawPath()).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Where a repository lies, as restic takes it. */
    public String repository(String name) {
        String below = location.replaceFirst("/+$", "") + "/" + name;
        return switch (kind) {
            case LOCAL -> below;
            // The second slash makes the path an absolute one.
            case SFTP ->
                "sftp://" + user() + "@" + matched(2) + ":" + port() + "/"
                        + matched(4).replaceFirst("/+$", "") + "/" + name;
            case S3 -> "s3:" + below;
            case REST -> "rest:" + below + "/";
        };
    }

    String user() {
        return matched(1);
    }

    /** As ssh takes it: an IPv6 address without its brackets. */
    String host() {
        return matched(2).replaceAll("[\\[\\]]", "");
    }

    int port() {
        String port = matched(3);
        return port.isEmpty() ? SSH : Integer.parseInt(port);
    }

    /** The folder on the server. */
    String folder() {
        return matched(4);
    }

    private String matched(int group) {
        Matcher matcher = SFTP.matcher(location);
        if (!matcher.matches()) throw new IllegalStateException(location + " is not reached over SSH");
        String found = matcher.group(group);
        return found == null ? "" : found;
    }
}
