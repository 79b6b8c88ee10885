package org.gardefou.kit.page;

import static org.gardefou.kit.page.Frame.escaped;

/**
 * A page in the {@link Frame} with a plain look, its home and the other language a link away. Every text has a contrast of 4.5 and more (WCAG 2.1: 1.4.3),
 * light and dark.
 *
 * @param language as a tag: {@code fr} or {@code en}
 * @param title in a few words; text
 * @param owner whose page it is, behind the title of the window; text
 * @param home where the whole is listed
 * @param elsewhere the same page in the other language
 * @param body HTML
 */
public record PlainPage(String language, String title, String owner, Link home, Link elsewhere, String body) {

    /** What such a page may do; its style stands in it, and its forms go to where it comes from. */
    public static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String STYLE = """
            body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:2rem 1rem;color:#1d2330;background:#fff;overflow-wrap:break-word}
            h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}h2{font-size:1.1rem;margin:2rem 0 .25rem}
            a{color:#0b4fae}code,pre{font:.9em ui-monospace,monospace;background:#f1f4f9;border-radius:.25rem}
            code{padding:.1em .3em}pre{padding:1rem;overflow:auto}.status{color:#4b5565}li{margin:.35rem 0}
            nav{display:flex;flex-wrap:wrap;justify-content:space-between;gap:1rem}.lead{font-size:1.1rem;color:#4b5565}
            :focus-visible{outline:3px solid #0b4fae;outline-offset:3px}
            .skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.5rem 1rem}
            form{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0}form label{flex-basis:100%}
            input,button{font:inherit;min-height:2.75rem;padding:.4rem .8rem;border:1px solid #6b7485;border-radius:.4rem;color:inherit;background:transparent}
            input{flex:1 1 16rem;min-width:0}button{cursor:pointer;font-weight:600}
            @media(prefers-color-scheme:dark){body{color:#e6e9f0;background:#14171d}a{color:#8db8ff}code,pre{background:#222733}.status,.lead{color:#a7b0c0}
            .skip:focus{background:#14171d}:focus-visible{outline-color:#8db8ff}input,button{border-color:#8b93a3}}
            @media print{nav,.skip,form{display:none}}
            """;

    /** A link; both are text. */
    public record Link(String href, String text) {}

    /** The page as HTML. */
    public String html() {
        String other = language.equals("fr") ? "en" : "fr";
        String ways = """
                <nav><a href="%s">%s</a> <a href="%s" lang="%s" hreflang="%s">%s</a></nav>
                """.formatted(
                        escaped(home.href()),
                        escaped(home.text()),
                        escaped(elsewhere.href()),
                        other,
                        other,
                        escaped(elsewhere.text()));
        return Frame.document(language, title + " · " + owner, STYLE, Frame.screen(language, ways, body, ""));
    }
}
