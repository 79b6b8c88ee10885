package org.gardefou.terms.stationery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.gardefou.terms.ledger.Canonical;

/**
 * The look of the pages, light and dark. Every text has a contrast of 4.5 and more to what is behind it, every border of a control and
 * every mark of the focus 3 (WCAG 2.1: 1.4.3, 1.4.11), nothing has a fixed width (1.4.10), and what is pressed is 44 pixels high.
 */
final class Style {

    static final String CSS = """
            :root{color-scheme:light dark;--paper:#fff;--desk:#f4f2ee;--ink:#1f2430;--soft:#555d6e;--line:#d9d5cc;--edge:#767c89;
            --link:#0d4f9c;--act:#15543f;--act-ink:#fff;--mark:#eef4f1;--come:#0b5a1e;--come-bg:#e4f4e7;--go:#8a1111;--go-bg:#fbe7e7;
            --info:#0d4f9c;--info-bg:#e9f1fa;--warn:#7a4a00;--warn-bg:#fdf1dc;--bad:#9b1c1c;--bad-bg:#fcebeb}
            @media(prefers-color-scheme:dark){:root{--paper:#1b1f27;--desk:#12151b;--ink:#e8eaf0;--soft:#aab2c2;--line:#363c48;--edge:#8b93a3;
            --link:#92bdf5;--act:#8fd4b6;--act-ink:#0d2219;--mark:#20312a;--come:#8fdba0;--come-bg:#17301d;--go:#f5a3a3;--go-bg:#3a1a1c;
            --info:#92bdf5;--info-bg:#18263a;--warn:#f0c277;--warn-bg:#332610;--bad:#f5a3a3;--bad-bg:#3a1a1c}}
            *{box-sizing:border-box}
            html{-webkit-text-size-adjust:100%}
            body{margin:0;background:var(--desk);color:var(--ink);font:1.0625rem/1.65 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;
            overflow-wrap:break-word}
            a{color:var(--link);text-underline-offset:.18em}
            :focus-visible{outline:3px solid var(--link);outline-offset:3px;border-radius:.2rem}
            .skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.75rem 1rem;z-index:1}
            .unseen,.pass:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
            header,main,footer{max-width:48rem;margin:0 auto;padding:0 1.25rem}
            header{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.25rem 1.5rem;padding-top:1.5rem;padding-bottom:1.25rem}
            header p{margin:0;font-weight:650;letter-spacing:.01em}
            header nav a{display:inline-block;padding:.35rem 0}
            main{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding-top:2.25rem;padding-bottom:2.5rem}
            h1{font:600 1.9rem/1.25 Georgia,"Iowan Old Style","Times New Roman","DejaVu Serif",serif;margin:0 0 1rem;text-wrap:balance}
            h2{font:600 1.3rem/1.35 Georgia,"Iowan Old Style","Times New Roman","DejaVu Serif",serif;margin:2.5rem 0 .75rem}
            h3{font-size:1.0625rem;margin:1.5rem 0 .25rem}
            p,ul,ol,dl{margin:0 0 1rem}li{margin:.3rem 0}
            .lead{font-size:1.15rem}.soft{color:var(--soft)}small{font-size:.9rem}
            dl div{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.1rem 1.25rem;padding:.55rem 0;border-top:1px solid var(--line)}
            dl div:last-child{border-bottom:1px solid var(--line)}
            dt{color:var(--soft)}dd{margin:0;min-width:0}dd ul{margin:0;padding-left:1.1rem}
            code{font:.9em/1.5 ui-monospace,"SFMono-Regular",Menlo,"DejaVu Sans Mono",monospace}.hash{word-break:break-all}
            iframe{display:block;width:100%;height:min(34rem,70vh);border:1px solid var(--edge);border-radius:.5rem;background:#fff;margin:0 0 .75rem}
            details{border-top:1px solid var(--line);border-bottom:1px solid var(--line);margin:1rem 0}
            summary{padding:.65rem 0;cursor:pointer;color:var(--link)}
            .acts{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;padding:0;list-style:none}.acts li{margin:0}.acts a{display:inline-block;padding:.35rem 0}
            fieldset{border:0;margin:0;padding:0;min-width:0}legend{padding:0;margin:0 0 .75rem;font-weight:600}
            .box{display:grid;grid-template-columns:auto 1fr;gap:0 .9rem;padding:.85rem 1rem;margin:0 0 .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--mark)}
            .box input{width:1.5rem;height:1.5rem;margin:.1rem 0 0;accent-color:var(--act)}
            .box .wrong,.box .soft{grid-column:2;margin:.35rem 0 0}.box.missed{border-color:var(--bad)}
            .wrong{color:var(--bad);font-weight:600;margin:.35rem 0 0}
            button,.button{display:inline-block;min-height:3rem;padding:.7rem 1.6rem;border:2px solid var(--act);border-radius:.5rem;background:var(--act);color:var(--act-ink);
            font:inherit;font-weight:600;line-height:1.4;text-decoration:none;cursor:pointer}
            fieldset+p,form>p:last-child{margin-top:1.5rem}
            button:hover,.button:hover{filter:brightness(1.12)}
            select{font:inherit;min-height:2.75rem;max-width:100%;padding:.4rem .6rem;color:var(--ink);background:var(--paper);border:1px solid var(--edge);border-radius:.4rem}
            form.choose{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:0 0 1rem}form.choose label{display:block}
            .note{border-left:4px solid var(--info);background:var(--info-bg);border-radius:.3rem;padding:1rem 1.15rem;margin:0 0 1.5rem}
            .note>:last-child{margin-bottom:0}.note.warn{border-color:var(--warn);background:var(--warn-bg)}.note.bad{border-color:var(--bad);background:var(--bad-bg)}
            .note.good{border-color:var(--act);background:var(--mark)}.note h2{margin:0 0 .35rem;font-size:1.15rem}
            .tag{display:inline-block;padding:.05rem .6rem;border-radius:1rem;font-size:.9rem;font-weight:600;background:var(--info-bg);color:var(--info);border:1px solid currentColor}
            .tag.WARNING,.tag.SCHEDULED{background:var(--warn-bg);color:var(--warn)}.tag.DANGER,.tag.WITHDRAWN,.tag.BROKEN{background:var(--bad-bg);color:var(--bad)}
            .tag.IN_FORCE,.tag.KEPT{background:var(--mark);color:var(--act)}.tag.SUPERSEDED,.tag.NOT_MEASURED{background:none;color:var(--soft)}
            .cards{list-style:none;padding:0}.cards>li{border:1px solid var(--line);border-radius:.5rem;padding:1rem 1.15rem;margin:0 0 .9rem}
            .cards>li:last-child{margin-bottom:0}.cards h2,.cards h3{margin:0 0 .35rem;font-size:1.15rem}.cards p{margin:0}.cards .acts,.cards dl{margin:.5rem 0 0}.cards dl div:last-child{border-bottom:0}main>:last-child{margin-bottom:0}
            .wide{overflow-x:auto}.narrow{display:none}table{border-collapse:collapse;width:100%;table-layout:fixed}th:first-child{width:40%}th,td{text-align:left;vertical-align:top;padding:.55rem .75rem .55rem 0;border-bottom:1px solid var(--line)}
            caption{text-align:left;color:var(--soft);padding:0 0 .5rem}
            ins{color:var(--come);background:var(--come-bg)}del{color:var(--go);background:var(--go-bg)}
            footer{padding-top:1.25rem;padding-bottom:3rem;color:var(--soft);font-size:.95rem}footer p{margin:0 0 .35rem}
            @media(max-width:36rem){main{border-width:1px 0;border-radius:0}dl div{grid-template-columns:1fr}h1{font-size:1.6rem}
            .narrow{display:inline}table.stack thead{display:none}th:first-child{width:auto}table.stack tr{display:block;padding:.6rem 0;border-bottom:1px solid var(--line)}table.stack th,table.stack td{display:block;border:0;padding:.1rem 0}
            button{width:100%}}
            @media print{body{background:#fff;color:#000;font-size:11pt}main{border:0;padding:0;max-width:none}header,footer{max-width:none;padding:0}
            header nav,.skip,iframe,form button,.acts,form.choose{display:none}a{color:inherit}}
            """;

    /** The same on paper, where a page is set by itself: what went and what came, in words and in colours. */
    static final String PAPER = """
            ins{color:#0b5a1e;background:#e3f5e6;text-decoration:underline}
            del{color:#8a1111;background:#fbe6e6;text-decoration:line-through}
            .kind{font-weight:bold}
            """;

    /** What the policy of a page allows in its place of everything else. */
    static final String SOURCE = "'sha256-" + digest() + "'";

    private Style() {}

    private static String digest() {
        return Base64.getEncoder().encodeToString(Canonical.digest().digest(CSS.getBytes(StandardCharsets.UTF_8)));
    }
}
