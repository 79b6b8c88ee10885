package org.gardefou.backup.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.gardefou.backup.copy.SnapshotCopy.State.COPIED;
import static org.gardefou.backup.copy.SnapshotCopy.State.FORGOTTEN;
import static org.gardefou.backup.copy.SnapshotCopy.State.WAITING;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.Places;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.restic.ResticException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CopyOrderTest {

    @Inject
    CopyingJob copying;

    @Inject
    CopySweep sweep;

    @Inject
    CopyRows rows;

    @Test
    void aSnapshotThatCannotBeReadHoldsUpNoOtherAndWhatNobodyAskedForIsFound() throws IOException {
        // Given two restore points, the data of the older one damaged
        TestSite site = TestSite.small().registered();
        Map<String, Object> place = Places.of(Places.local(), site);
        UUID first = Places.registered(place);
        Path data = Path.of(place.get("location").toString(), site.site.toString(), "data");
        Api.completed(site);
        Set<Path> sound = files(data);
        Path page = site.documentRoot.resolve("only-then.html");
        Files.writeString(page, "<h1>" + UUID.randomUUID() + "</h1>");
        UUID damaged = Api.completed(site);
        Set<Path> needed = files(data);
        needed.removeAll(sound);
        Files.delete(page);
        UUID whole = Api.completed(site);
        Api.untouched(site);
        // Other bytes: for a pack that is not there restic waits three quarters of a minute to come back.
        for (Path pack : needed) Files.write(pack, new byte[(int) Files.size(pack)]);
        // When both are to be copied
        UUID second = Places.registered(Places.local());
        Database.change("update destination set copy_to = '" + second + "' where id = '" + first + "'", """
                insert into snapshot_copy (restore_point, site, snapshot, state, wanted_at, tries)
                select id, site, snapshot, 'WAITING', taken_at, 0 from restore_point where id in ('%s', '%s')""".formatted(
                        damaged, whole));
        // Then the other one is, and the failure is told
        assertThatThrownBy(() -> copying.run(site.site.toString())).isInstanceOf(ResticException.class);
        assertThat(state(whole)).isEqualTo(COPIED);
        assertThat(state(damaged)).isEqualTo(WAITING);
        // And what waits without a run, or is to be forgotten without one, gets it
        Database.change(
                "update snapshot_copy set state = 'FORGOTTEN' where restore_point = '" + damaged + "'",
                "update snapshot_copy set state = 'WAITING', copied_at = null, copy = null where restore_point = '"
                        + whole + "'");
        sweep.run();
        await().atMost(Api.SOON).until(() -> state(whole) == COPIED);
        Database.change(
                "update restore_point set state = 'EXPIRED', expired_at = now(), forgotten_at = now() where id = '"
                        + whole + "'",
                "update snapshot_copy set outlived = true where restore_point = '" + whole + "'");
        sweep.run();
        await().atMost(Api.SOON).until(() -> state(whole) == FORGOTTEN);
    }

    private SnapshotCopy.State state(UUID point) {
        return QuarkusTransaction.requiringNew().call(() -> rows.findById(point).state());
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).collect(Collectors.toSet());
        }
    }
}
