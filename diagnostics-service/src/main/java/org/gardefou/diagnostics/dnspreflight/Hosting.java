package org.gardefou.diagnostics.dnspreflight;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of the zone is the hoster's. What is left out is not compared, and the answer says so. */
@Schema(name = "DnsHosting")
record Hosting(
        @Size(max = 50) @Schema(description = "The addresses at which the site answers.", examples = "[\"192.0.2.18\"]")
        List<@NotBlank @Size(max = 45) String> addresses,

        @Size(max = 20) @Schema(
                description = "The hoster's name servers.",
                examples = "[\"ns1.hoster.example\", \"ns2.hoster.example\"]")
        List<@NotBlank @Size(max = 253) String> nameServers,

        @Size(max = 20) @Schema(
                description =
                        "The mail servers that hold the customer's mailboxes here; none are here where it is empty.",
                examples = "[\"mail.hoster.example\"]")
        List<@NotBlank @Size(max = 253) String> mailServers,

        @Size(max = 20) @Schema(
                description = "By which authorities the site's certificate is issued, as CAA records name them.",
                examples = "[\"letsencrypt.org\"]")
        List<@NotBlank @Size(max = 253) String> certificateAuthorities) {

    static final Hosting UNKNOWN = new Hosting(List.of(), List.of(), List.of(), List.of());

    // Whoever sends none leaves it null, so this is where it becomes empty.
    Hosting {
        addresses = addresses == null ? List.of() : addresses;
        nameServers = nameServers == null ? List.of() : nameServers;
        mailServers = mailServers == null ? List.of() : mailServers;
        certificateAuthorities = certificateAuthorities == null ? List.of() : certificateAuthorities;
    }
}
