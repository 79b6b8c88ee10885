package org.gardefou.diagnostics.panel;

import java.util.List;
import java.util.Map;
import org.gardefou.diagnostics.sitechange.ChangeType;

/**
 * What the functions of a module of cPanel change.
 *
 * @param names the arguments that name the thing, the first that is there counts
 * @param keeps the arguments that say what was done
 */
record CPanelModule(ChangeType type, String kind, List<String> names, List<String> keeps) {

    private static final CPanelModule DNS = new CPanelModule(
            ChangeType.DNS_CHANGED,
            "DNS_ZONE",
            List.of("zone", "domain", "name"),
            List.of(
                    "add",
                    "edit",
                    "remove",
                    "serial",
                    "type",
                    "name",
                    "address",
                    "cname",
                    "exchange",
                    "priority",
                    "preference",
                    "txtdata",
                    "ttl",
                    "line"));
    private static final CPanelModule DATABASE = new CPanelModule(
            ChangeType.DATABASE_CHANGED,
            "DATABASE",
            List.of("name", "database", "db", "dbname", "newname", "oldname", "user", "dbuser"),
            List.of("oldname", "newname", "user", "dbuser", "database", "privileges"));
    private static final CPanelModule MAIL = new CPanelModule(
            ChangeType.MAIL_CHANGED,
            "MAILBOX",
            List.of("email", "user", "address", "domain"),
            List.of(
                    "email",
                    "domain",
                    "quota",
                    "fwdopt",
                    "fwdemail",
                    "forwarder",
                    "alwaysaccept",
                    "exchanger",
                    "priority"));
    private static final CPanelModule FILES = new CPanelModule(
            ChangeType.FILES_CHANGED,
            "FILE",
            List.of("file", "filename", "sourcefiles", "destfiles", "path", "name", "dir"),
            List.of("op", "sourcefiles", "destfiles", "metadata", "permissions"));
    private static final CPanelModule PHP = new CPanelModule(
            ChangeType.PHP_CHANGED,
            "PHP",
            List.of("vhost", "vhost-0", "vhost-1"),
            List.of("version", "vhost", "directives", "type"));
    private static final CPanelModule TLS = new CPanelModule(
            ChangeType.TLS_CHANGED, "CERTIFICATE", List.of("domain", "host", "id"), List.of("domain", "ip"));
    private static final CPanelModule DOMAIN = new CPanelModule(
            ChangeType.SETTINGS_CHANGED,
            "DOMAIN",
            List.of("newdomain", "domain", "subdomain"),
            List.of("newdomain", "domain", "rootdomain", "subdomain", "dir", "url"));

    /** The modules of UAPI and of the API before it, by their names. */
    static final Map<String, CPanelModule> BY_NAME = Map.ofEntries(
            Map.entry("DNS", DNS),
            Map.entry("ZoneEdit", DNS),
            Map.entry("DNSSEC", DNS),
            Map.entry("Mysql", DATABASE),
            Map.entry("MysqlFE", DATABASE),
            Map.entry("Postgresql", DATABASE),
            Map.entry("Email", MAIL),
            Map.entry("Mailboxes", MAIL),
            Map.entry("EmailAuth", MAIL),
            Map.entry("Fileman", FILES),
            Map.entry("VersionControlDeployment", FILES),
            Map.entry("LangPHP", PHP),
            Map.entry("SSL", TLS),
            Map.entry("SubDomain", DOMAIN),
            Map.entry("AddonDomain", DOMAIN),
            Map.entry("Park", DOMAIN),
            Map.entry("DomainInfo", DOMAIN),
            Map.entry(
                    "Cron",
                    setting("CRON_JOB", List.of("linekey"), List.of("minute", "hour", "day", "month", "weekday"))),
            Map.entry("Ftp", setting("FTP_ACCOUNT", List.of("user", "login"), List.of("user", "quota", "homedir"))),
            Map.entry(
                    "Mime",
                    setting("REDIRECT", List.of("domain", "src"), List.of("domain", "src", "redirect", "type"))),
            Map.entry("DirectoryPrivacy", setting("PROTECTED_FOLDER", List.of("dir"), List.of("dir", "enabled"))),
            Map.entry("BlockIP", setting("BLOCKED_ADDRESS", List.of("ip"), List.of("ip"))),
            Map.entry("ModSecurity", setting("MOD_SECURITY", List.of("domains"), List.of("domains"))),
            Map.entry("WebVhosts", setting("VHOST", List.of("vhost"), List.of("vhost"))));

    private static CPanelModule setting(String kind, List<String> names, List<String> keeps) {
        return new CPanelModule(ChangeType.SETTINGS_CHANGED, kind, names, keeps);
    }
}
