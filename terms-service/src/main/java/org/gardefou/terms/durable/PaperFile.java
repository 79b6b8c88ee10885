package org.gardefou.terms.durable;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.HexFormat;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.ledger.Canonical;

/**
 * A PDF file.
 *
 * @param sha256 of its bytes, in lower-case hex
 */
@SuppressWarnings("ArrayRecordComponent") // It is handed on and never compared.
public record PaperFile(byte[] content, String sha256, Language language) {

    public static final String TYPE = "application/pdf";

    static PaperFile of(byte[] content, Language language) {
        return new PaperFile(content, Canonical.sha256(content), language);
    }

    /** As an answer over HTTP, saved under that name. */
    public Response answer(String name) {
        return Response.ok(content, TYPE)
                .tag(new EntityTag(sha256))
                .header(
                        "Repr-Digest",
                        "sha-256=:"
                                + Base64.getEncoder()
                                        .encodeToString(HexFormat.of().parseHex(sha256)) + ":")
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + "\"")
                .build();
    }
}
