package org.gardefou.terms.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.text.PDFTextStripper;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** What is in a PDF file, and whether it keeps the standards, as veraPDF sees it. */
public final class PdfCheck {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private PdfCheck() {}

    /** It is PDF/A-3a and PDF/UA-1. */
    public static void keepsTheStandards(byte[] file) {
        assertThat(broken(file, PDFAFlavour.PDFA_3_A)).isEmpty();
        assertThat(broken(file, PDFAFlavour.PDFUA_1)).isEmpty();
    }

    private static List<String> broken(byte[] file, PDFAFlavour flavour) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            List<String> broken = result.getTestAssertions().stream()
                    .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
                    .map(one -> one.getRuleId() + ": " + one.getMessage())
                    .distinct()
                    .toList();
            assertThat(result.isCompliant()).as("%s %s", flavour, broken).isTrue();
            return broken;
        } catch (VeraPDFException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The text as it is read out. */
    public static String text(byte[] file) {
        try (PDDocument document = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(document).replaceAll("[\\s\\p{Z}]+", " ");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The enclosed files by name. */
    public static Map<String, byte[]> enclosed(byte[] file) {
        try (PDDocument document = Loader.loadPDF(file)) {
            Map<String, byte[]> enclosed = new TreeMap<>();
            assertThat(document.getDocumentCatalog().getCOSObject().getCOSArray(COSName.AF))
                    .isNotNull();
            for (Map.Entry<String, PDComplexFileSpecification> one : document.getDocumentCatalog()
                    .getNames()
                    .getEmbeddedFiles()
                    .getNames()
                    .entrySet())
                enclosed.put(one.getKey(), one.getValue().getEmbeddedFile().toByteArray());
            return enclosed;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
