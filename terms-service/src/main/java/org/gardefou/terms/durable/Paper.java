package org.gardefou.terms.durable;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Sets a page of ours as a PDF file to keep: PDF/A-3a (ISO 19005-3: all that it needs is inside, in a form that is meant to be readable for ever) and
 * PDF/UA-1 (ISO 14289-1: structure, language and order are marked for assistive technology). The same page, imprint and enclosures give the same
 * bytes.
 */
final class Paper {

    private static final String STYLE = """
            @page {
              size: A4; margin: 20mm 20mm 22mm 20mm;
              @bottom-left { content: "%s"; font: 7.5pt '%2$s'; color: #444; vertical-align: top; padding-top: 4mm; width: 80%%; }
              @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt '%2$s'; color: #444; vertical-align: top; padding-top: 4mm; }
            }
            body { font: 10pt/1.45 '%2$s'; max-width: none; margin: 0; padding: 0; color: #1a1a1a; }
            h1 { font-size: 19pt; line-height: 1.2; margin: 0 0 4mm 0; }
            h2 { font-size: 12.5pt; margin: 7mm 0 2mm 0; page-break-after: avoid; }
            p, li, dd { orphans: 2; widows: 2; }
            a { color: #0b4fa8; text-decoration: none; }
            """;

    private static final byte[] COLOURS =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    static {
        // It tells of every file in ten lines, past our log; whether a file keeps the standards is for our tests to
        // say.
        XRLog.setLoggingEnabled(false);
    }

    private Paper() {}

    /**
     * The PDF file of a page.
     *
     * @param html a complete page that loads nothing
     */
    static byte[] of(String html, Imprint imprint, List<Enclosure> enclosures) {
        Document page = Jsoup.parse(html);
        prepare(page, imprint);
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .usePdfAConformance(PdfAConformance.PDFA_3_A)
                .usePdfUaAccessibility(true)
                .useColorProfile(COLOURS.clone())
                .withProducer(PaperMark.PRODUCER);
        for (Typeface face : Typeface.values())
            builder.useFont(face::open, Typeface.FAMILY, face.weight(), FontStyle.NORMAL, true);
        for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values())
            builder.useExternalResourceAccessControl((uri, type) -> false, when);
        builder.withW3cDocument(new W3CDom().namespaceAware(false).fromJsoup(page), "");
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
                PDDocument document = renderer.getPdfDocument();
                ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            PaperMark.put(document, imprint, enclosures);
            document.save(file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepare(Document page, Imprint imprint) {
        page.select("script, meta, link, base").remove();
        page.title(imprint.title());
        page.head().appendElement("meta").attr("name", "description").attr("content", imprint.subject());
        page.head().appendElement("style").appendText(STYLE.formatted(css(imprint.foot()), Typeface.FAMILY));
        // A link says where it leads to whoever does not see it (ISO 14289-1, 7.18.5).
        for (Element link : page.select("a[href]")) link.attr("title", link.text());
        page.body().traverse((node, depth) -> {
            if (node instanceof TextNode text) {
                String set = Typeface.set(text.getWholeText());
                if (set != null) text.text(set);
            }
        });
    }

    private static String css(String text) {
        return String.valueOf(Typeface.set(text))
                .replace("\\", "\\5c ")
                .replace("\"", "\\\"")
                .replace("\n", " ")
                .replace("<", "\\3c ");
    }
}
