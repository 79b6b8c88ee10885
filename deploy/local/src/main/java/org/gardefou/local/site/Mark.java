package org.gardefou.local.site;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The file that makes a folder a site's, and what must outlive the process: the ports, and how far the site is. */
record Mark(Path file) {
    private static final String PORTS = "ports";
    private static final String INSTALLED = "installed";
    private static final String BROKEN = "broken";

    boolean exists() {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    Optional<Ports> ports() {
        String text = properties().getProperty(PORTS);
        if (text == null) {
            return Optional.empty();
        }
        List<Integer> all = Stream.of(text.split(",")).map(Integer::valueOf).toList();
        return Optional.of(new Ports(all.get(0), all.get(1), all.get(2)));
    }

    /** Makes the folder a site's; one that holds anything else is refused. */
    void claim(Ports ports) throws IOException {
        Path folder = file.resolveSibling("");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new SiteException(
                            folder + " is not empty and holds no site: choose another folder, or empty it");
                }
            }
        }
        Files.createDirectories(folder);
        set(PORTS, ports.http() + "," + ports.apache() + "," + ports.database());
    }

    boolean installed() {
        return properties().containsKey(INSTALLED);
    }

    void installed(boolean yes) {
        set(INSTALLED, yes ? "yes" : "");
    }

    boolean broken() {
        return properties().containsKey(BROKEN);
    }

    void broken(boolean yes) {
        set(BROKEN, yes ? "yes" : "");
    }

    private void set(String key, String value) {
        Properties properties = properties();
        if (value.isEmpty()) {
            properties.remove(key);
        } else {
            properties.setProperty(key, value);
        }
        try {
            StringWriter text = new StringWriter();
            properties.store(text, "A site of Garde-fou: destroy deletes this folder");
            Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        if (exists()) {
            try {
                properties.load(new StringReader(Files.readString(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }
}
