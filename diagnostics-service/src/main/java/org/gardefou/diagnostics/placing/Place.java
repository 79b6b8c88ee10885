package org.gardefou.diagnostics.placing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gardefou.diagnostics.site.SiteDirectory.Known;

/** Where a report belongs. */
public sealed interface Place {

    /**
     * To this site.
     *
     * @param root its folder
     * @param documentRoot the folder that is served
     */
    record At(Known site, String root, String documentRoot) implements Place {

        /** Makes the path that a panel told one below the document root, as findings have it; one that lies elsewhere stays. */
        public void locate(ObjectNode data) {
            if (!(data.get("object") instanceof ObjectNode object)) return;
            String path = object.path("path").asText();
            String whole = path.startsWith("/") ? path : root + "/" + path;
            if (whole.startsWith(documentRoot + "/")) object.put("path", whole.substring(documentRoot.length() + 1));
        }
    }

    /** To none that the connection may speak for, or to one of several. */
    record Nowhere(Reason reason) implements Place {}

    /** Why it belongs nowhere. */
    enum Reason {
        /** No site that the connection may report for is named so; that there is one elsewhere is not told apart. */
        UNKNOWN(
                "No site that this connection may report for is named so. Register the site, or give the connection the site; the report is then placed by itself."),
        /** Several are. */
        AMBIGUOUS(
                "Several sites of this connection are named so. Place the report by hand, or let the hook send a domain.");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** What it means, and what to do. */
        public String words() {
            return words;
        }
    }
}
