package org.gardefou.diagnostics.site;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.diagnostics.server.ServerPath;
import org.gardefou.diagnostics.site.Site.LogKind;
import org.gardefou.diagnostics.site.Site.SiteDatabase;
import org.gardefou.diagnostics.site.Site.SiteLog;
import org.gardefou.diagnostics.site.Site.SitePlace;
import org.jspecify.annotations.Nullable;

/** A site as it is registered. */
@Schema(name = "SiteRequest")
record SiteRequest(
        @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000002")
        UUID server,

        @NotNull @Schema(examples = "0198c5a2-7c00-7000-8000-000000000003")
        UUID customer,

        @Nullable @Schema(description = "The panel that speaks for the site.")
        UUID connection,

        @NotBlank @Size(max = 100) @Schema(examples = "boutique")
        String name,

        @NotEmpty @Size(max = 100) @Schema(description = "Host names, the main one first.", examples = "[\"boutique.example\"]")
        List<@NotBlank @Size(max = 253) @Pattern(regexp = "[A-Za-z0-9.-]+(:[0-9]{1,5})?") String> domains,

        @NotBlank @Size(max = 2000) @Pattern(regexp = "https?://[^\\s/?#]+(/[^\\s?#]*)?")
        @Schema(description = "The front page.", examples = "https://boutique.example/")
        String url,

        @NotBlank @Size(max = 1000) @Schema(
                description =
                        "The folder above the document root; restores are prepared in it. It lies below one of the server's `siteRoots`, and overlaps no other site's.",
                examples = "/srv/sites/boutique")
        String root,

        @NotBlank @Size(max = 1000) @Schema(examples = "/srv/sites/boutique/htdocs")
        String documentRoot,

        @Nullable @Size(max = 64) @Pattern(regexp = "[a-z_][a-z0-9_.-]*") @Schema(description = "The Unix user that owns the files.", examples = "www-data")
        String owner,

        @NotNull @Size(max = 20) List<@Valid @NotNull DatabaseRequest> databases,
        @NotNull @Size(max = 20) List<@Valid @NotNull LogRequest> logs,

        @Nullable @Size(max = 1000) @Schema(
                description = "The pid file of the PHP-FPM master that serves the site.",
                examples = "/run/php/boutique.pid")
        String phpPidFile) {

    @Schema(name = "SiteDatabase")
    record DatabaseRequest(
            @NotBlank @Size(max = 64) @Schema(examples = "wp_boutique")
            String name,

            @NotBlank @Size(max = 63) @Schema(description = "The database server's name on the server.", examples = "main")
            String server) {}

    @Schema(name = "SiteLog")
    record LogRequest(
            @NotNull @Schema(examples = "PHP") LogKind kind,

            @NotBlank @Size(max = 1000) @Schema(examples = "/srv/sites/boutique/log/php.log")
            String path) {}

    @AssertTrue(message = "must be absolute paths without . or .., the document root below the root") @Schema(hidden = true)
    boolean isEveryPathPlain() {
        if (root == null || documentRoot == null || logs == null) return true;
        return ServerPath.isPlain(root)
                && ServerPath.isPlain(documentRoot)
                && !root.equals("/")
                && Path.of(documentRoot).startsWith(root)
                && !documentRoot.equals(root)
                && logs.stream().allMatch(log -> log == null || log.path() == null || ServerPath.isPlain(log.path()))
                && (phpPidFile == null || ServerPath.isPlain(phpPidFile));
    }

    @AssertTrue(message = "must be databases of different names: a backup keeps each under its name") @Schema(hidden = true)
    boolean isEveryDatabaseOnce() {
        if (databases == null) return true;
        List<String> names = databases.stream()
                .filter(Objects::nonNull)
                .map(DatabaseRequest::name)
                .filter(Objects::nonNull)
                .toList();
        return names.stream().distinct().count() == names.size();
    }

    SitePlace place() {
        return new SitePlace(
                domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList(),
                url,
                root,
                documentRoot,
                owner,
                databases.stream()
                        .map(database -> new SiteDatabase(database.name(), database.server()))
                        .toList(),
                logs.stream().map(log -> new SiteLog(log.kind(), log.path())).toList(),
                phpPidFile);
    }
}
