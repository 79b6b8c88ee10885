package org.gardefou.terms.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a page leads back to: an address of an origin that the hoster allows, or none. Pure. */
final class ReturnAddress {

    private ReturnAddress() {}

    /** The address's origin (RFC 6454), where it is one that is allowed; empty for everything else, however it is written. */
    static Optional<String> allowed(String address, List<String> origins) {
        return origin(address).filter(origin -> origins.stream()
                .flatMap(allowed -> origin(allowed).stream())
                .anyMatch(origin::equals));
    }

    private static Optional<String> origin(String address) {
        // A browser reads a backslash as a slash (WHATWG URL), Java does not: neither is an address of ours.
        if (address.indexOf('\\') >= 0) return Optional.empty();
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) return Optional.empty();
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
