package org.gardefou.access.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootGroupTest {

    @TempDir
    Path groups;

    @Test
    void whereTheMachineHasNoSuchGroupsThereIsNone() throws IOException {
        assertThat(BootGroup.make(groups, "", "a")).isEmpty();
        // Version 2 is there, without what bounds anything
        Files.createFile(groups.resolve("cgroup.subtree_control"));
        assertThat(BootGroup.make(groups, "", "a")).isEmpty();
        assertThat(groups.resolve("gardefou-boot-a")).doesNotExist();
    }

    /** The kernel's own answer, on machines that have version 2 and let us make groups. */
    @Test
    void whoTakesMoreMemoryThanTheGroupHasIsEndedByTheKernel() throws Exception {
        Optional<BootGroup> made =
                BootGroup.make("test-" + ProcessHandle.current().pid());
        assumeThat(made)
                .as("cgroup v2 with memory and pids, and the right to make a group")
                .isPresent();
        try (BootGroup group = made.orElseThrow()) {
            Files.writeString(group.members().resolveSibling("memory.max"), "33554432");
            Process greedy = new ProcessBuilder(
                            "sh",
                            "-c",
                            "echo 0 >\"$0\" && exec head -c 200000000 /dev/zero | tail -n 1 >/dev/null",
                            group.members().toString())
                    .start();
            assertThat(greedy.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(greedy.exitValue()).isNotZero();
            assertThat(group.ranOut()).isTrue();
        }
        assertThat(made.orElseThrow().members()).doesNotExist();
    }

    @Test
    void memoryAndProcessesOfABootAreBoundedBesideTheService() throws IOException {
        Path parent = Files.createDirectories(groups.resolve("system.slice/gardefou-backup.service"))
                .getParent();
        Files.createFile(parent.resolve("cgroup.subtree_control"));
        Path group = Files.createDirectory(parent.resolve("gardefou-boot-a"));
        for (String file : new String[] {"memory.max", "pids.max", "cpu.max"}) Files.createFile(group.resolve(file));
        Files.writeString(group.resolve("memory.events"), "oom 0\noom_kill 0\n");
        BootGroup made = BootGroup.make(groups, "system.slice/gardefou-backup.service", "a")
                .orElseThrow();
        assertThat(group.resolve("memory.max")).hasContent("3000000000");
        assertThat(group.resolve("pids.max")).hasContent("200");
        assertThat(group.resolve("cpu.max")).hasContent("100000 100000");
        assertThat(made.members()).isEqualTo(group.resolve("cgroup.procs"));
        assertThat(made.ranOut()).isFalse();
        Files.writeString(group.resolve("memory.events"), "oom 1\noom_kill 1\n");
        assertThat(made.ranOut()).isTrue();
    }
}
