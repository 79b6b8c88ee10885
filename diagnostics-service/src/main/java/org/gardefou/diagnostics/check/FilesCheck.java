package org.gardefou.diagnostics.check;

import com.google.re2j.Pattern;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gardefou.access.files.Entry;
import org.gardefou.diagnostics.attribution.Finding;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Signature;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;
import org.gardefou.diagnostics.signature.Signatures;
import org.jspecify.annotations.Nullable;

/** Looks at the files a site cannot do without: WordPress' own, its theme, {@code .maintenance}, {@code .htaccess}. */
@ApplicationScoped
class FilesCheck implements Check {

    private static final int LARGEST_HTACCESS = 128 * 1024;
    private static final int MOST_THEMES = 200;

    /** Without any one of these no page of WordPress is made. */
    private static final List<String> CORE = List.of(
            "index.php",
            "wp-blog-header.php",
            "wp-load.php",
            "wp-settings.php",
            "wp-config.php",
            "wp-includes/load.php",
            "wp-includes/version.php",
            "wp-includes/class-wp.php",
            "wp-includes/functions.php",
            "wp-includes/plugin.php",
            "wp-includes/option.php",
            "wp-includes/template-loader.php");

    /** What a customer's .htaccess may begin a line with: the directives of the modules that hosters load. */
    private static final Set<String> DIRECTIVES = Set.of(
            "acceptpathinfo",
            "addcharset",
            "adddefaultcharset",
            "addencoding",
            "addhandler",
            "addicon",
            "addlanguage",
            "addoutputfilter",
            "addoutputfilterbytype",
            "addtype",
            "allow",
            "allowoverride",
            "authbasicprovider",
            "authgroupfile",
            "authname",
            "authtype",
            "authuserfile",
            "brotlicompressionquality",
            "browsermatch",
            "contentdigest",
            "defaulttype",
            "deflatecompressionlevel",
            "deny",
            "directoryindex",
            "errordocument",
            "expiresactive",
            "expiresbytype",
            "expiresdefault",
            "fallbackresource",
            "fileetag",
            "forcetype",
            "header",
            "indexignore",
            "indexoptions",
            "keepalive",
            "limitrequestbody",
            "options",
            "order",
            "php_admin_flag",
            "php_admin_value",
            "php_flag",
            "php_value",
            "redirect",
            "redirectmatch",
            "redirectpermanent",
            "redirecttemp",
            "removehandler",
            "removetype",
            "require",
            "requestheader",
            "rewritebase",
            "rewritecond",
            "rewriteengine",
            "rewritemap",
            "rewriteoptions",
            "rewriterule",
            "satisfy",
            "seckeep",
            "secfilterengine",
            "secfilterscanpost",
            "secruleengine",
            "serversignature",
            "setenv",
            "setenvif",
            "setenvifnocase",
            "sethandler",
            "setoutputfilter",
            "sslrequiressl",
            "substitute",
            "unsetenv",
            "xbithack");

    private static final Pattern CONDITION = Pattern.compile("(?i)^<If(Module|Define|Version|Directive|File)\\b");
    private static final Pattern CONDITION_END = Pattern.compile("(?i)^</If(Module|Define|Version|Directive|File)\\b");

    private final Signatures signatures;

    FilesCheck(Signatures signatures) {
        this.signatures = signatures;
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public boolean judges() {
        return false;
    }

    @Override
    public CheckResult look(Examination site) throws IOException {
        if (!site.files().exists(site.in("wp-includes"))) {
            return CheckResult.couldNot(
                    name(), "Ce site n'est pas un WordPress reconnu.", "This site is no WordPress that we recognise.");
        }
        List<Finding> findings = new ArrayList<>();
        core(site).ifPresent(findings::add);
        configuration(site).ifPresent(findings::add);
        themes(site).ifPresent(findings::add);
        maintenance(site).ifPresent(findings::add);
        htaccess(site).ifPresent(findings::add);
        if (findings.isEmpty()) {
            return CheckResult.ok(
                    name(), "Les fichiers indispensables sont là.", "The files it cannot do without are there.");
        }
        return new CheckResult(name(), Severity.ERROR, findings.getFirst().text(), findings);
    }

    private Optional<Finding> core(Examination site) throws IOException {
        for (String file : CORE) {
            if (!Obstacle.isThere(site.files(), site.in(file))) {
                Text text =
                        new Text("Le fichier %s manque.".formatted(file), "The file %s is missing.".formatted(file));
                return Optional.of(finding(
                        site,
                        "PHP_REQUIRE_MISSING",
                        Area.CODE,
                        Prior.CUSTOMER_CHANGE,
                        88,
                        text,
                        "missing-file-restore",
                        file));
            }
        }
        return Optional.empty();
    }

    /** What stands in the place of {@code wp-config.php} when it is there, and is none. */
    private Optional<Finding> configuration(Examination site) throws IOException {
        return obstacle(site, "wp-config.php", WordPressConfig.LARGEST)
                .filter(Obstacle::certain)
                .map(obstacle -> finding(
                        site,
                        "WP_CONFIG_UNUSABLE",
                        Area.CODE,
                        Prior.CUSTOMER_CHANGE,
                        88,
                        obstacle.text(),
                        "missing-file-restore",
                        "wp-config.php"));
    }

    private static Optional<Obstacle> obstacle(Examination site, String name, int largest) throws IOException {
        String file = site.in(name);
        return Obstacle.to(site.files(), file, name, largest);
    }

    /** A theme's folder without its style sheet is none; without any theme every page is empty, with status 200. */
    private Optional<Finding> themes(Examination site) throws IOException {
        String folder = site.in("wp-content/themes");
        boolean any = false;
        if (site.files().exists(folder)) {
            for (Entry theme : site.files().list(folder, MOST_THEMES).entries()) {
                if (theme.kind() == Entry.Kind.DIRECTORY
                        && site.files().exists(folder + "/" + theme.name() + "/style.css")) any = true;
            }
        }
        if (any) return Optional.empty();
        Text text = new Text("Aucun thème n'est installé.", "No theme is installed.");
        return Optional.of(finding(
                site,
                "WP_THEME_MISSING",
                Area.CODE,
                Prior.CUSTOMER_CHANGE,
                80,
                text,
                "missing-file-restore",
                "wp-content/themes"));
    }

    private Optional<Finding> maintenance(Examination site) throws IOException {
        if (!site.files().exists(site.in(".maintenance"))) return Optional.empty();
        Signature signature = signatures.get("WP_MAINTENANCE_STUCK");
        return Optional.of(finding(
                site,
                signature.id(),
                signature.area(),
                signature.prior(),
                75,
                signature.text(),
                signature.guide(),
                ".maintenance"));
    }

    private Optional<Finding> htaccess(Examination site) throws IOException {
        String file = site.in(".htaccess");
        if (!Obstacle.isThere(site.files(), file)) return Optional.empty();
        Optional<Obstacle> obstacle = obstacle(site, ".htaccess", LARGEST_HTACCESS);
        if (obstacle.isPresent()) {
            if (!obstacle.get().certain()) return Optional.empty();
            return Optional.of(finding(
                    site,
                    "HTACCESS_UNUSABLE",
                    Area.WEB_SERVER,
                    Prior.CUSTOMER_CHANGE,
                    60,
                    obstacle.get().text(),
                    "missing-file-restore",
                    ".htaccess"));
        }
        String bad = unknownDirective(site.files().text(file, LARGEST_HTACCESS));
        if (bad == null) return Optional.empty();
        Signature signature = signatures.get("HTACCESS_INVALID_COMMAND");
        Text text = new Text(
                "Le fichier .htaccess contient une instruction inconnue : %s.".formatted(bad),
                "The .htaccess file has an unknown directive: %s.".formatted(bad));
        return Optional.of(finding(
                site, signature.id(), Area.WEB_SERVER, signature.prior(), 60, text, signature.guide(), ".htaccess"));
    }

    /** The first directive that no module has; what stands in {@code <IfModule>} and its like may be of any module. */
    static @Nullable String unknownDirective(String htaccess) {
        int conditions = 0;
        for (String line : htaccess.replace("\\\n", " ").lines().toList()) {
            String text = line.strip();
            if (CONDITION.matcher(text).find()) conditions++;
            else if (CONDITION_END.matcher(text).find()) conditions--;
            if (conditions > 0 || text.isEmpty() || text.startsWith("#") || text.startsWith("<")) continue;
            String directive = text.split("\\s", 2)[0];
            if (!DIRECTIVES.contains(directive.toLowerCase(Locale.ROOT))) return directive;
        }
        return null;
    }

    private static Finding finding(
            Examination site,
            String signature,
            Area area,
            Prior prior,
            int weight,
            Text text,
            String guide,
            String file) {
        return new Finding(signature, area, prior, weight, text, guide, file, null, file, site.now());
    }
}
