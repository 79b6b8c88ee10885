package org.gardefou.kit.page;

/**
 * The frame of every page that people read, written here and nowhere else: a document that fetches nothing, its language, its title, a way to the text for
 * who cannot see the rest, and landmarks (WCAG 2.1: 1.3.1, 2.4.1, 2.4.2, 3.1.1). What it looks like, and what stands around the text, is for whose page it is.
 */
public final class Frame {

    private Frame() {}

    /**
     * A document.
     *
     * @param language as a tag: {@code fr} or {@code en}
     * @param title of the window; text
     * @param style CSS
     * @param body HTML
     */
    public static String document(String language, String title, String style, String body) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(language, escaped(title), style, body);
    }

    /**
     * What stands in a document that is read on a screen; the style hides {@code .skip} until it has the focus.
     *
     * @param above HTML, before the text
     * @param text HTML
     * @param below HTML, behind it
     */
    public static String screen(String language, String above, String text, String below) {
        return """
                <a class="skip" href="#text">%s</a>
                %s<main id="text" tabindex="-1">
                %s</main>
                %s""".formatted(language.equals("fr") ? "Aller au texte" : "Skip to the text", above, text, below);
    }

    /** A text as it stands in an element or in an attribute's quotes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
