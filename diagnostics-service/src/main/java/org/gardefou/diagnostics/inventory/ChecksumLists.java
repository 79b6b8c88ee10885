package org.gardefou.diagnostics.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gardefou.access.http.AddressGuard;
import org.gardefou.access.http.Cidr;
import org.gardefou.access.http.GuardedDownload;
import org.gardefou.diagnostics.check.ProbeConfig;
import org.jboss.logging.Logger;

/** The files that a release has, with the MD5 that its directory publishes of each. A list that is not there is no sign of anything. */
@ApplicationScoped
class ChecksumLists {

    private static final Logger LOG = Logger.getLogger(ChecksumLists.class);
    private static final int LARGEST = 8 * 1024 * 1024;

    /** Slugs, versions and locales come from the site's files, and go into names of files and addresses. */
    private static final String PLAIN = "[A-Za-z0-9_][A-Za-z0-9._-]{0,79}";

    private final ChecksumConfig config;
    private final ObjectMapper json;
    private final GuardedDownload downloads;

    ChecksumLists(ChecksumConfig config, ProbeConfig probe, ObjectMapper json) {
        this.config = config;
        this.json = json;
        List<Cidr> allowed =
                probe.allowed().orElse(List.of()).stream().map(Cidr::of).toList();
        this.downloads = new GuardedDownload(AddressGuard.allowing(allowed), config.patience(), "Garde-fou");
    }

    /** What WordPress of a version has, by path below the document root. */
    Optional<Map<String, Set<String>>> core(String version, String locale) {
        return list(
                "core-%s-%s.json",
                config.core().map(at -> at.replace("{version}", version).replace("{locale}", locale)), version, locale);
    }

    /** What a plugin of a version has, by path below its folder. */
    Optional<Map<String, Set<String>>> plugin(String slug, String version) {
        return list(
                "plugin-%s-%s.json",
                config.plugins().map(at -> at.replace("{slug}", slug).replace("{version}", version)), slug, version);
    }

    private Optional<Map<String, Set<String>>> list(String name, Optional<String> address, String one, String other) {
        if (!one.matches(PLAIN) || !other.matches(PLAIN)) return Optional.empty();
        Path file = config.folder().resolve(name.formatted(one, other));
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                if (address.isEmpty()) return Optional.empty();
                fetch(address.get(), file);
            }
            if (Files.size(file) > LARGEST) throw new IOException("it is too large");
            return Optional.of(read(json.readTree(file.toFile()))).filter(list -> !list.isEmpty());
        } catch (IOException e) {
            LOG.infof("There is no list of checksums %s: %s", file.getFileName(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Whole, or not at all: what broke off has no name that anybody looks for. */
    private void fetch(String address, Path file) throws IOException {
        Files.createDirectories(config.folder());
        Path part = Files.createTempFile(config.folder(), "fetched-", ".part");
        try (InputStream body = downloads.open(URI.create(address), null)) {
            byte[] bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) throw new IOException("it is too large");
            if (read(json.readTree(bytes)).isEmpty()) throw new IOException("the answer is no list");
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** {@code {"checksums": {path: md5}}} of WordPress, {@code {"files": {path: {"md5": md5 or several}}}} of a plugin. */
    private static Map<String, Set<String>> read(JsonNode list) {
        Map<String, Set<String>> sums = new HashMap<>();
        list.path("checksums").properties().forEach(one -> add(sums, one.getKey(), one.getValue()));
        list.path("files")
                .properties()
                .forEach(one -> add(sums, one.getKey(), one.getValue().path("md5")));
        return sums;
    }

    private static void add(Map<String, Set<String>> sums, String path, JsonNode md5) {
        Set<String> all = new HashSet<>();
        if (md5.isTextual()) all.add(md5.textValue().toLowerCase(Locale.ROOT));
        for (JsonNode one : md5) all.add(one.asText().toLowerCase(Locale.ROOT));
        if (!all.isEmpty()) sums.put(path, all);
    }
}
