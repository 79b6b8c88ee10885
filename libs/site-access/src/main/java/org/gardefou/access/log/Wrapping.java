package org.gardefou.access.log;

/** Takes a message of PHP out of what a web server or PHP's process manager wrote around it. */
final class Wrapping {
    private static final String PHP_MESSAGE = "PHP message: ";
    private static final String NGINX = "FastCGI sent in stderr: \"";
    private static final String APACHE = "AH01071: Got error '";
    private static final String FPM = " said into stderr: \"";

    private Wrapping() {}

    /** Whether the entry passes on what PHP said. */
    static boolean around(String text) {
        return text.contains(NGINX) || text.contains(APACHE) || text.contains(FPM);
    }

    static String remove(String text) {
        String fpm = inside(text, FPM, "\", pipe is closed", "\"");
        if (fpm != null) {
            return joined(fpm);
        }
        String nginx = inside(text, NGINX, "\" while ", "\"");
        if (nginx != null) {
            return joined(nginx);
        }
        int apache = text.indexOf(APACHE);
        if (apache >= 0) {
            String message = inside(text, APACHE, "', referer: ", "'");
            // Apache writes a line break as \n, and a quote as \'.
            return message == null ? text : joined(message.replace("\\n", "\n").replace("\\'", "'"));
        }
        return text;
    }

    /** What stands between the opening and the last of the closings; a record that was cut has no closing. */
    private static @org.jspecify.annotations.Nullable String inside(
            String text, String open, String close, String lastClose) {
        int start = text.indexOf(open);
        if (start < 0) {
            return null;
        }
        int from = start + open.length();
        int end = text.lastIndexOf(close);
        if (end < from) {
            end = text.endsWith(lastClose) ? text.length() - lastClose.length() : text.length();
        }
        return text.substring(from, Math.max(from, end));
    }

    /** One request can leave many messages in one entry. */
    private static String joined(String messages) {
        String text = messages.startsWith(PHP_MESSAGE) ? messages.substring(PHP_MESSAGE.length()) : messages;
        return text.replace("; " + PHP_MESSAGE, "\n").replace(PHP_MESSAGE, "\n").strip();
    }
}
