package org.gardefou.local.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A WordPress plugin of one file.
 *
 * @param slug its folder under {@code wp-content/plugins} and the name of its file
 * @param name what the customer sees in the list
 * @param version as its header says
 * @param php its code, without the opening tag and the header
 */
public record Plugin(String slug, String name, String version, String php) {
    public Plugin {
        if (!slug.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new SiteException("\"" + slug + "\" cannot name a plugin: use small letters, digits and hyphens");
        }
        if (!version.matches("[0-9A-Za-z.-]{1,20}")) {
            throw new SiteException("\"" + version + "\" is not a version: write it like 1.0");
        }
    }

    /** Its path below the document root. */
    public String path() {
        return "wp-content/plugins/" + slug + "/" + slug + ".php";
    }

    String source() {
        return "<?php\n/*\nPlugin Name: %s\nVersion: %s\n*/\n%s\n".formatted(name, version, php);
    }

    byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry(slug + "/" + slug + ".php"));
            zip.write(source().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
