package org.gardefou.backup.panel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.panel.PanelDocument.Account;
import org.gardefou.backup.panel.PanelDocument.CronEntry;
import org.gardefou.backup.panel.PanelDocument.Filter;
import org.gardefou.backup.panel.PanelDocument.Forwarder;
import org.gardefou.backup.panel.PanelDocument.Mail;
import org.gardefou.backup.panel.PanelDocument.Zone;
import org.gardefou.backup.panel.PanelDocument.ZoneRecord;
import org.jspecify.annotations.Nullable;

/** How the panel settings of two moments differ, setting by setting. Pure. */
final class PanelDifferenceRule {

    private PanelDifferenceRule() {}

    /**
     * One setting that is not the same.
     *
     * @param then what it was; null: it was not there
     * @param now what it is; null: it is there no longer
     */
    @Schema(name = "PanelDifference")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @Schema(examples = "dns") String section,

            @Schema(description = "Which setting.", examples = "boutique.example www A")
            String what,

            @Nullable @Schema(description = "In the restore point; absent: it was not there.", examples = "3600 192.0.2.10")
            String then,

            @Nullable @Schema(description = "Now; absent: it is there no longer.", examples = "3600 192.0.2.99")
            String now) {}

    private record Key(String section, String what) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int bySection = section.compareTo(other.section);
            return bySection != 0 ? bySection : what.compareTo(other.what);
        }
    }

    static List<Line> between(PanelDocument then, PanelDocument now) {
        Map<Key, String> before = settings(then);
        Map<Key, String> after = settings(now);
        TreeSet<Key> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        List<Line> lines = new ArrayList<>();
        for (Key key : all) {
            String was = before.get(key);
            String is = after.get(key);
            if (!Objects.equals(was, is)) lines.add(new Line(key.section(), key.what(), was, is));
        }
        return List.copyOf(lines);
    }

    private static Map<Key, String> settings(PanelDocument document) {
        Map<Key, TreeSet<String>> found = new TreeMap<>();
        for (Zone zone : document.zones()) {
            if (zone.text() != null) put(found, "dns", zone.name(), zone.text());
            if (zone.records() != null) zone.records().forEach(one -> put(found, zone.name(), one));
        }
        for (CronEntry entry : document.cronEntries()) {
            put(found, "cron", entry.command(), entry.schedule() + state(entry.enabled()));
        }
        if (document.mail() != null) mail(found, document.mail());
        Map<Key, String> joined = new TreeMap<>();
        found.forEach((key, values) -> joined.put(key, String.join("\n", values)));
        return joined;
    }

    private static void mail(Map<Key, TreeSet<String>> found, Mail mail) {
        if (mail.accounts() != null) {
            for (Account account : mail.accounts()) {
                put(
                        found,
                        "mail",
                        "account " + account.address(),
                        (account.quota() == null ? "" : account.quota() + " bytes") + state(account.enabled()));
            }
        }
        if (mail.forwarders() != null) {
            for (Forwarder one : mail.forwarders()) {
                one.to().forEach(to -> put(found, "mail", "forwarder " + one.from(), to));
            }
        }
        if (mail.filters() != null) {
            for (Filter filter : mail.filters()) {
                String whose = filter.account() == null ? "" : filter.account() + " ";
                put(found, "mail", "filter " + whose + filter.name(), filter.rule());
            }
        }
    }

    private static String state(@Nullable Boolean enabled) {
        return enabled == null || enabled ? "" : " (off)";
    }

    private static void put(Map<Key, TreeSet<String>> found, String zone, ZoneRecord one) {
        String ttl = one.ttl() == null ? "" : one.ttl() + " ";
        put(found, "dns", zone + " " + one.name() + " " + one.type(), ttl + one.value());
    }

    private static void put(Map<Key, TreeSet<String>> found, String section, String what, String value) {
        found.computeIfAbsent(new Key(section, what), one -> new TreeSet<>()).add(value);
    }
}
