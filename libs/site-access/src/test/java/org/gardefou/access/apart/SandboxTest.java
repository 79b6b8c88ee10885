package org.gardefou.access.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gardefou.access.apart.Sandbox.Resident;
import org.gardefou.access.host.LocalHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restored site may be made to hurt who boots it. Real namespaces, with PHP and no database. */
class SandboxTest {

    private static final long MOST = 1_000_000_000;

    @TempDir
    Path data;

    private BootPlace place;

    @BeforeEach
    void restored() throws IOException {
        place = BootPlace.make(data, UUID.randomUUID());
        Files.createDirectories(place.tree().resolve("htdocs"));
        place.settings("{\"wordPress\":false,\"user\":null,\"password\":null}"
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @AfterEach
    void cleared() {
        place.close();
    }

    @Test
    void aSiteSeesNothingOfItsNeighboursAndFillsNoDisk() throws IOException {
        site("""
                <?php
                echo 'pools ', count(glob('/etc/php/*/fpm')), ', opt ', (int) file_exists('/opt');
                echo ', own ', getcwd(), ', as ', posix_getuid(), ';';
                for ($i = 0; $i < 5; $i++) @exec('head -c 99000000 /dev/zero > ' . __DIR__ . "/big$i");
                echo ' written ', array_sum(array_map('filesize', glob(__DIR__ . '/big*'))) < 300000000 ? 'little' : 'all';
                """);
        try (Sandbox sandbox = Sandbox.open(host(), resident("/usr", 33), MOST)) {
            String body = sandbox.look(new ObjectMapper()).getFirst().body();
            sandbox.end();
            assertThat(body).contains("pools 0, opt 0, own /site, as 33;").endsWith("written little");
        }
        assertThat(BootWatch.size(place.tree())).isLessThan(100_000);
    }

    @Test
    void whatASitePutsInTheLogsPlaceKeepsNobodyWaiting() throws IOException {
        site("<?php @unlink('/log/php.log'); exec('mkfifo /log/php.log'); echo filetype('/log/php.log');");
        try (Sandbox sandbox = Sandbox.open(host(), resident("/srv/boutique/htdocs", 33), MOST)) {
            assertThat(sandbox.look(new ObjectMapper()).getFirst().body()).isEqualTo("fifo");
            // What would have to be waited for does not end by itself.
            assertThat(sandbox.end()).isEmpty();
        }
    }

    @Test
    void theLogIsReadWhenAllHasEnded() throws IOException {
        site("<?php exec('(sleep 600 &) >/dev/null 2>&1'); call_of_nothing();");
        try (Sandbox sandbox = Sandbox.open(host(), resident("/srv/boutique/htdocs", 65534), MOST)) {
            assertThat(sandbox.look(new ObjectMapper()).getFirst().status()).isEqualTo(500);
            assertThat(sandbox.end()).contains("call_of_nothing");
            assertThat(sandbox.exceeded()).isEmpty();
        }
    }

    @Test
    void aSiteThatStartsProcessesWithoutEndGetsFewAndAllOfThemEnd() throws IOException {
        site(
                "<?php exec('for i in $(seq 300); do sleep 431 >/dev/null 2>&1 & done'); echo count(glob('/proc/[0-9]*'));");
        try (Sandbox sandbox = Sandbox.open(host(), resident("/srv/boutique/htdocs", 64321), MOST)) {
            assertThat(Integer.parseInt(
                            sandbox.look(new ObjectMapper()).getFirst().body()))
                    .isBetween(5, 150);
            sandbox.end();
            assertThat(ProcessHandle.allProcesses()
                            .map(process -> process.info().commandLine().orElse("")))
                    .noneMatch(line -> line.endsWith("sleep 431"));
        }
    }

    @Test
    void processesThatTakeMoreMemoryThanTheyMayEnd() throws Exception {
        Process hungry = new ProcessBuilder(
                        "unshare",
                        "--pid",
                        "--fork",
                        "--kill-child",
                        "sh",
                        "-c",
                        "(head -c 60000000 /dev/zero; sleep 300) | tail >/dev/null")
                .start();
        BootWatch watch = BootWatch.over(hungry, data, MOST, 40_000_000);
        assertThat(hungry.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.exceeded()).contains(Excess.MEMORY);
    }

    @Test
    void aDatabaseThatGrowsWithoutEndEndsTheBoot() throws IOException {
        site("<?php sleep(80);");
        try (Sandbox sandbox = Sandbox.open(host(), resident("/srv/boutique/htdocs", 33), 100_000)) {
            Files.write(place.database().resolve("ibdata1"), new byte[200_000]);
            assertThatThrownBy(() -> sandbox.look(new ObjectMapper())).isInstanceOf(IOException.class);
            assertThat(sandbox.exceeded()).contains(Excess.DISK);
        }
    }

    @Test
    void nobodyElseHasTheNumbersOfOurUsers() {
        assertThat(BootUsers.serving(0)).isEqualTo(33);
        assertThat(BootUsers.serving(1001)).isEqualTo(1001);
        assertThat(BootUsers.ours(BootUsers.DATABASE)).isTrue();
        assertThat(BootUsers.ours(BootUsers.PROBE)).isTrue();
        assertThat(BootUsers.ours(-2)).isTrue();
        assertThat(BootUsers.ours(65534)).isFalse();
    }

    private void site(String php) throws IOException {
        Files.writeString(place.tree().resolve("htdocs/index.php"), php);
    }

    private LocalHost host() throws IOException {
        return new LocalHost(data.resolve("scratch"));
    }

    private Resident resident(String lay, int uid) throws IOException {
        // As restic leaves it: the site's own.
        Files.setAttribute(place.tree().resolve("htdocs"), "unix:uid", uid);
        return new Resident(place, "htdocs", lay, uid, uid, false, List.of("/"));
    }
}
