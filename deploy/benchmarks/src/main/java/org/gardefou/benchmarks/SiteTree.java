package org.gardefou.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A site's files, made from a seed: source files that compress well and repeat in part, pictures that do neither, and some that are
 * large. The same seed gives the same bytes.
 */
final class SiteTree {

    private static final int SOURCE_FILES_IN_A_FOLDER = 200;
    private static final String LINE = "    $this->add_filter( 'the_content', array( $this, 'render_%d' ), %d );\n";

    private final Random random;

    SiteTree(long seed) {
        this.random = new Random(seed);
    }

    /** 20,000 files of 1.5 GB: 17,000 sources of 2 to 18 kB, 2,997 pictures of 80 to 310 kB, three archives of 250 MB. */
    void large(Path documentRoot) throws IOException {
        for (int i = 0; i < 17_000; i++) source(documentRoot, i, 2_000 + random.nextInt(16_000));
        for (int i = 0; i < 2_997; i++) picture(documentRoot, i, 80_000 + random.nextInt(230_000));
        for (int i = 0; i < 3; i++) noise(documentRoot.resolve("backups/archive-" + i + ".bin"), 250_000_000);
    }

    /** 40 files of half a megabyte. */
    void small(Path documentRoot) throws IOException {
        for (int i = 0; i < 35; i++) source(documentRoot, i, 2_000 + random.nextInt(16_000));
        for (int i = 0; i < 5; i++) picture(documentRoot, i, 40_000);
    }

    private void source(Path documentRoot, int number, int size) throws IOException {
        Path file = documentRoot.resolve("wp-content/plugins/plugin-%d/includes/class-%d.php"
                .formatted(number / SOURCE_FILES_IN_A_FOLDER, number));
        StringBuilder text = new StringBuilder(size + LINE.length()).append("<?php\n");
        while (text.length() < size) text.append(LINE.formatted(random.nextInt(100_000), random.nextInt(100)));
        Files.createDirectories(file.getParent());
        Files.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private void picture(Path documentRoot, int number, int size) throws IOException {
        noise(
                documentRoot.resolve("wp-content/uploads/2026/%02d/photo-%d.jpg".formatted(1 + number % 12, number)),
                size);
    }

    private void noise(Path file, int size) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int left = size; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, Math.min(left, block.length));
            }
        }
    }
}
