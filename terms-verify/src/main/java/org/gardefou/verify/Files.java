package org.gardefou.verify;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The files of a bundle, held together by its signed list. */
final class Files {

    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.jws";
    private static final String FORMAT = "gardefou-bundle.v1";

    private final Map<String, byte[]> contents;
    private final Json.Of manifest;

    private Files(Map<String, byte[]> contents, Json.Of manifest) {
        this.contents = contents;
        this.manifest = manifest;
    }

    /** Fails unless the files are exactly those of the list, and the list is signed by a key of the bundle. */
    static Files check(Map<String, byte[]> contents, Keys keys) throws Fault {
        for (String own : List.of(MANIFEST, SIGNATURE)) if (!contents.containsKey(own)) throw missing(own);
        Json.Of manifest = Json.object(MANIFEST, contents.getOrDefault(MANIFEST, new byte[0]));
        Files files = new Files(contents, manifest);
        for (String path : files.ending(".pem", "keys/"))
            keys.add(path, path.substring("keys/".length(), path.length() - ".pem".length()), files.bytes(path));
        DetachedJws.check(SIGNATURE, files.text(SIGNATURE), files.bytes(MANIFEST), "gardefou-manifest.v1", keys);
        if (!manifest.text("format").equals(FORMAT))
            throw new Fault(
                    Outcome.NOT_A_BUNDLE,
                    "This bundle is of the kind " + manifest.text("format") + ", which is not known here.");
        files.demandListed();
        files.demandSums();
        return files;
    }

    private void demandListed() throws Fault {
        Set<String> listed = new TreeSet<>(List.of(MANIFEST, SIGNATURE));
        for (Object item : manifest.list("files")) {
            if (!(item instanceof Map<?, ?> members))
                throw Fault.altered("manifest.json lists something that is no file.");
            Json.Of file = new Json.Of(MANIFEST, members);
            String path = file.text("path");
            byte[] content = bytes(path);
            if (!Sha256.hex(content).equals(file.text("sha256")))
                throw Fault.altered(
                        "The file " + path + " was changed: it has another SHA-256 than the signed list says.");
            listed.add(path);
        }
        for (String path : contents.keySet())
            if (!listed.contains(path))
                throw Fault.altered("The file " + path + " was put in: the signed list does not know it.");
    }

    /** The sums are for people without this program; they must say the same. */
    private void demandSums() throws Fault {
        for (String line : lines("SHA256SUMS")) {
            String[] parts = line.split("  ", 2);
            if (parts.length != 2 || !Sha256.hex(bytes(parts[1])).equals(parts[0]))
                throw Fault.altered("SHA256SUMS says another hash than the signed list: " + line);
        }
    }

    Json.Of manifest() {
        return manifest;
    }

    boolean has(String path) {
        return contents.containsKey(path);
    }

    byte[] bytes(String path) throws Fault {
        byte[] content = contents.get(path);
        if (content == null) throw missing(path);
        return content;
    }

    String text(String path) throws Fault {
        return Json.utf8(path, bytes(path));
    }

    /** The lines of a file of which each ends with a line break. */
    List<String> lines(String path) throws Fault {
        String text = text(path);
        if (!text.isEmpty() && !text.endsWith("\n"))
            throw Fault.incomplete("The file " + path + " ends within a line.");
        return text.lines().toList();
    }

    /** The names of files in that folder with that ending, in their order. */
    List<String> ending(String suffix, String folder) {
        return contents.keySet().stream()
                .filter(path -> path.startsWith(folder) && path.endsWith(suffix))
                .sorted()
                .toList();
    }

    private static Fault missing(String path) {
        return Fault.incomplete("The file " + path + " is missing.");
    }
}
