package org.gardefou.backup.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.answers.QuickRequest;
import org.gardefou.local.testing.TestTokens;

/** The service as its callers see it. */
public final class Api {
    public static final Duration SOON = Duration.ofSeconds(120);
    private static final String BACKUPS = "/backups/v1/backups";

    private Api() {}

    public static RequestSpecification as(String token) {
        return QuickRequest.insteadOf(RestAssured::given)
                .header("Authorization", TestTokens.bearer(token))
                .contentType("application/json");
    }

    public static RequestSpecification operator() {
        return as(TestTokens.operator());
    }

    /** restore-service's token: the only one with the scope {@code backups:access}. */
    public static RequestSpecification restores() {
        return as(TestTokens.of("system", List.of("backups:access"), Map.of()));
    }

    /** Asks for a backup in the customer's name. */
    public static UUID backUp(TestSite site) {
        Response accepted = as(TestTokens.customer(site.customer))
                .body(Map.of("site", site.site, "label", "Avant la refonte"))
                .post(BACKUPS);
        assertThat(accepted.statusCode()).as("%s", accepted.asString()).isEqualTo(202);
        return id(accepted.jsonPath().getString("id"));
    }

    public static JsonPath read(UUID backup) {
        return operator().get(BACKUPS + "/" + backup).jsonPath();
    }

    /** The backup when it has ended, which must be that way. */
    public static JsonPath ended(UUID backup, String state) {
        JsonPath found = await().atMost(SOON)
                .until(() -> read(backup), one -> List.of("COMPLETED", "FAILED", "CANCELLED")
                        .contains(one.getString("state")));
        assertThat(found.getString("state")).as("%s", found.prettify()).isEqualTo(state);
        return found;
    }

    /** A fresh backup that is complete. */
    public static UUID completedBackup(TestSite site) {
        UUID backup = backUp(site);
        ended(backup, "COMPLETED");
        return backup;
    }

    /** The restore point of a fresh backup. */
    public static UUID completed(TestSite site) {
        return id(ended(backUp(site), "COMPLETED").getString("restorePoint"));
    }

    /** Likewise, and nothing of ours is at work on it any more: what a test writes into its row stays. */
    public static UUID completedAndRead(TestSite site) {
        UUID point = completed(site);
        contentsRead(site);
        return point;
    }

    /** Waits until the files of all of a site's restore points are known. */
    public static void contentsRead(TestSite site) {
        await().atMost(SOON)
                .until(() -> Database.count("select count(*) from restore_point where content = 'PENDING' and site = '"
                                + site.site + "'")
                        == 0);
    }

    /** Likewise, and nobody uses the site's repository: who wants it alone has it. */
    public static void untouched(TestSite site) {
        contentsRead(site);
        await().atMost(SOON)
                .until(() ->
                        Database.count("select count(*) from repository_claim where site = '" + site.site + "'") == 0);
    }

    /** The ids of a site's backups, newest first. */
    public static List<UUID> backupsOf(TestSite site) {
        return operator().get(BACKUPS + "?site=" + site.site).jsonPath().getList("items.id", UUID.class);
    }

    public static UUID id(String text) {
        return UUID.fromString(text);
    }
}
