package org.gardefou.terms.page;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import org.gardefou.kit.audit.RemoteAddress;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.acceptance.HostedAcceptances;
import org.gardefou.terms.language.Language;
import org.jspecify.annotations.Nullable;

/** Who opens a page: from where, with what, and how. */
class PageVisit {

    private static final int LONGEST_AGENT = 1_000;

    @QueryParam("lang")
    @Nullable String lang;

    @HeaderParam("User-Agent")
    @Nullable String userAgent;

    @HeaderParam("Sec-Fetch-Site")
    @Nullable String fetchSite;

    @HeaderParam("Sec-Purpose")
    @Nullable String purpose;

    @Context
    Request request;

    @jakarta.inject.Inject
    RemoteAddress remote;

    @SuppressWarnings("NullAway.Init") // the framework fills it
    PageVisit() {}

    /** The language that is asked for, or else that of the link. */
    Language language(PageLink link) {
        return lang == null ? link.language() : Language.of(lang).orElse(link.language());
    }

    /** The language of the form that was sent. */
    Language language(PageLink link, Form form) {
        return form.one("lang").flatMap(Language::of).orElse(link.language());
    }

    /** Whether somebody gets to see it: a look at the headers, and a browser that loads ahead, tell nobody anything. */
    boolean reads() {
        return request.getMethod().equals("GET") && (purpose == null || !purpose.contains("prefetch"));
    }

    /**
     * Refuses a form that another site sends (Fetch Metadata Request Headers). Without the secret of the link it could not, and browsers that do not say
     * are old.
     */
    void requireOwnForm() {
        if (fetchSite == null || fetchSite.equals("same-origin") || fetchSite.equals("none")) return;
        throw Problems.of(
                ProblemType.FORBIDDEN,
                "The form was sent from another site. Open the page itself, and send it from there.");
    }

    HostedAcceptances.Origin origin() {
        return new HostedAcceptances.Origin(address(), agent());
    }

    private @Nullable String address() {
        String address = remote.current();
        // An IPv6 address may name its zone, which is this machine's affair.
        return address == null ? null : address.replaceFirst("%.*", "");
    }

    private @Nullable String agent() {
        if (userAgent == null) return null;
        String plain = userAgent.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() > LONGEST_AGENT ? plain.substring(0, LONGEST_AGENT) : plain;
    }
}
