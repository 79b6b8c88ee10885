package org.gardefou.terms.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.gardefou.terms.checkpoint.SignedBytes;
import org.gardefou.terms.checkpoint.SigningKey;
import org.gardefou.terms.ledger.Canonical;

/** A bundle that is taken apart, changed, and put together again: by a stranger, or by somebody who has a key to sign it anew. */
final class Forgery {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENTRIES = "ledger/entries.jsonl";
    private static final String PROOFS = "proofs/inclusion.jsonl";

    private final TreeMap<String, byte[]> files = new TreeMap<>();

    static Forgery of(byte[] zip) throws IOException {
        Forgery forgery = new Forgery();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry())
                forgery.files.put(entry.getName(), in.readAllBytes());
        }
        return forgery;
    }

    Map<String, byte[]> files() {
        return files;
    }

    String text(String path) {
        return new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
    }

    Forgery with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    Forgery with(String path, String content) {
        return with(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Forgery change(String path, UnaryOperator<String> change) {
        String before = text(path);
        String after = change.apply(before);
        if (after.equals(before)) throw new IllegalArgumentException("Nothing was changed in " + path);
        return with(path, after);
    }

    Forgery without(String path) {
        if (files.remove(path) == null) throw new IllegalArgumentException("There is no " + path);
        return this;
    }

    /** Leaves out the entries of a kind with their proofs, and counts the others anew. */
    Forgery withoutEntries(String kind) throws IOException {
        List<String> entries = new ArrayList<>();
        List<String> proofs = new ArrayList<>();
        List<String> proven = text(PROOFS).lines().toList();
        List<String> lines = text(ENTRIES).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (JSON.readTree(lines.get(i)).at("/body/kind").asText().equals(kind)) continue;
            entries.add(lines.get(i) + "\n");
            proofs.add(proven.get(i) + "\n");
        }
        change(ENTRIES, all -> String.join("", entries));
        change(PROOFS, all -> String.join("", proofs));
        ObjectNode manifest = (ObjectNode) JSON.readTree(text(Manifest.PATH));
        manifest.putObject("entries")
                .put("count", entries.size())
                .put("first", JSON.readTree(entries.getFirst()).path("seq").asLong())
                .put("last", JSON.readTree(entries.getLast()).path("seq").asLong());
        return with(Manifest.PATH, Canonical.json(JSON, manifest));
    }

    /** As a stranger leaves it: the list and its signature are those of before. */
    byte[] packed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StoredZip zip = new StoredZip(out);
        for (Map.Entry<String, byte[]> file : files.entrySet())
            if (!Manifest.isOwn(file.getKey())) put(zip, out, file.getKey(), file.getValue());
        for (String own : Manifest.OWN)
            if (files.containsKey(own)) put(zip, out, own, files.getOrDefault(own, new byte[0]));
        zip.end();
        return out.toByteArray();
    }

    /** As somebody leaves it who signs the list again. */
    byte[] signed(SigningKey key) throws IOException {
        StringBuilder sums = new StringBuilder();
        files.remove("SHA256SUMS");
        files.forEach((path, content) -> {
            if (!Manifest.isOwn(path))
                sums.append(Canonical.sha256(content)).append("  ").append(path).append('\n');
        });
        with("SHA256SUMS", sums.toString());
        ObjectNode manifest = (ObjectNode) JSON.readTree(text(Manifest.PATH));
        ArrayNode listed = manifest.putArray("files");
        files.forEach((path, content) -> {
            if (!Manifest.isOwn(path))
                listed.addObject()
                        .put("path", path)
                        .put("role", "forged")
                        .put("size", content.length)
                        .put("sha256", Canonical.sha256(content));
        });
        with(Manifest.PATH, Canonical.json(JSON, manifest));
        with(Manifest.SIGNATURE, SignedBytes.sign(key, "gardefou-manifest.v1", files.get(Manifest.PATH)));
        return packed();
    }

    private static void put(StoredZip zip, ByteArrayOutputStream out, String path, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        zip.begin(path, content.length, (int) crc.getValue());
        out.write(content);
    }
}
