package org.gardefou.diagnostics.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.gardefou.diagnostics.panel.Reading.Change;
import org.gardefou.diagnostics.panel.Reading.Ignored;
import org.gardefou.diagnostics.sitechange.ChangeType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Hooks of WHMCS: what a hook function gets as {@code $vars}; {@code event} is the hook point. What its modules did stands in {@code params}, with
 * the account's password, of which only what is named here is kept.
 */
final class Whmcs {

    private static final Pattern MODULE =
            Pattern.compile("AfterModule(Create|Suspend|Unsuspend|Terminate|ChangePackage|ChangePassword|Custom)");
    private static final Pattern REGISTRAR =
            Pattern.compile("AfterRegistrar(Save.*|Register|Registration|Transfer|Renew.*)");

    private Whmcs() {}

    static List<Reading> read(Report report) {
        String hook = report.event();
        if (hook.isBlank())
            throw Problems.validation("/event", "is missing: the hook point, such as AfterModuleSuspend");
        if (hook.endsWith("Failed")) return List.of(new Ignored(hook, "It failed, so nothing was changed."));
        if (MODULE.matcher(hook).matches()) return List.of(service(report));
        if (REGISTRAR.matcher(hook).matches()) return List.of(domain(report));
        return List.of(Ignored.other(hook));
    }

    private static Change service(Report report) {
        JsonNode params = params(report);
        String domain = Payload.text(params, "domain");
        String account = Payload.text(params, "username");
        ObjectNode after = Payload.kept(
                        params, "serviceid", "pid", "packageid", "serverid", "status", "domain", "username")
                .put("hook", report.event());
        return new Change(
                ChangeType.SETTINGS_CHANGED,
                About.of(domain, account),
                Payload.data(
                        report.actorOr("UNKNOWN", null),
                        "HOSTING_SERVICE",
                        domain == null ? account : domain,
                        Payload.nothing(),
                        after),
                report.happenedAt());
    }

    private static Change domain(Report report) {
        JsonNode params = params(report);
        String domain = name(params);
        ObjectNode after = Payload.kept(
                        params, "domainid", "ns1", "ns2", "ns3", "ns4", "ns5", "dnsrecords", "regperiod")
                .put("hook", report.event());
        return new Change(
                ChangeType.DNS_CHANGED,
                About.of(domain, null),
                Payload.data(report.actorOr("UNKNOWN", null), "DELEGATION", domain, Payload.nothing(), after),
                report.happenedAt());
    }

    private static JsonNode params(Report report) {
        return report.payload().path("params").isObject() ? report.payload().path("params") : report.payload();
    }

    private static @Nullable String name(JsonNode params) {
        String sld = Payload.text(params, "sld");
        String tld = Payload.text(params, "tld");
        return sld == null || tld == null
                ? Payload.text(params, "domain", "domainname")
                : sld + "." + tld.replaceFirst("^\\.", "");
    }
}
