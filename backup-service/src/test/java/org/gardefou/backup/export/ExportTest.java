package org.gardefou.backup.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Bus;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.repository.DerivedKeys;
import org.gardefou.backup.restorepoint.ErasedPoints;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restic.CheckDepth;
import org.gardefou.restic.ProgressListener;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.RestoreRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports on real restic, from the request to what a customer has at home. */
@QuarkusTest
class ExportTest {

    private static final String EXPORTS = "/backups/v1/exports";
    private static final String PASSWORD = "cinq girafes lisent au jardin";

    @Inject
    ExportSweep sweep;

    @Inject
    ExportPlace place;

    @Inject
    DerivedKeys keys;

    @Inject
    Claims claims;

    @Inject
    ErasedPoints erasure;

    @TempDir
    Path home;

    @Test
    void aCustomerTakesACopyHomeThatOnlyTheirPasswordOpens() throws Exception {
        // Given
        TestSite site = TestSite.small().registered();
        Files.write(site.documentRoot.resolve("photo.jpg"), new byte[300_000]);
        UUID point = Api.completed(site);
        String customer = TestTokens.customer(site.customer);
        ask(TestTokens.customer(Ids.next()), point, PASSWORD).then().statusCode(404);
        ask(customer, point, "motdepasse123456")
                .then()
                .statusCode(400)
                .body("violations.pointer", contains("/password"));
        // When
        UUID export = accepted(ask(customer, point, PASSWORD));
        JsonPath ready = ended(export, "READY");
        // Then the bus is told, and nobody keeps the password
        assertThat(Bus.heard("export.ready", site.site).path("bytes").asLong()).isEqualTo(ready.getLong("bytes"));
        assertThat(Database.count("select count(*) from customer_export e where e.id = '" + export
                        + "' and e::text like '%girafes%'"))
                .isZero();
        assertThat(Database.count("select count(*) from audit_entry a where a::text like '%girafes%'"))
                .isZero();
        // And it is fetched by a link, without a token, in two parts
        Api.as(TestTokens.customer(Ids.next()))
                .post(EXPORTS + "/" + export + "/links")
                .then()
                .statusCode(404);
        String href = Api.as(customer)
                .post(EXPORTS + "/" + export + "/links")
                .then()
                .statusCode(201)
                .extract()
                .path("href");
        byte[] begun = RestAssured.given()
                .header("Range", "bytes=0-9999")
                .get(href)
                .then()
                .statusCode(206)
                .header("Content-Range", equalTo("bytes 0-9999/" + ready.getLong("bytes")))
                .extract()
                .asByteArray();
        Response rest = RestAssured.given().header("Range", "bytes=10000-").get(href);
        byte[] whole = Arrays.copyOf(begun, (int) ready.getLong("bytes"));
        System.arraycopy(rest.asByteArray(), 0, whole, begun.length, whole.length - begun.length);
        assertThat(RestAssured.get(href).asByteArray()).isEqualTo(whole);
        RestAssured.given().header("Range", "bytes=999999999-").get(href).then().statusCode(416);
        RestAssured.get(href.replaceAll(".$", "_")).then().statusCode(404);
        // And at home it opens by that password alone, with stock restic
        Path folder = unpacked(whole);
        assertThat(folder.resolve("LISEZMOI.txt"))
                .content()
                .contains("restic -r " + folder.getFileName() + "/repository");
        assertThat(folder.resolve("README.txt")).content().contains("restore latest");
        ResticRepository stock = at(folder, RepositoryPassword.of(PASSWORD));
        assertThat(stock.check(CheckDepth.readData()).clean()).isTrue();
        assertThat(stock.keys()).hasSize(1);
        String snapshot = stock.snapshots().getFirst().id();
        stock.restore(snapshot, RestoreRequest.everything(home.resolve("restored")), ProgressListener.SILENT);
        assertThat(home.resolve("restored/htdocs/index.html")).hasContent("<h1>Bonjour</h1>");
        ResticRepository byOurs = at(folder, keys.of(site.site, ExportDesk.purpose(export)));
        assertThatThrownBy(byOurs::snapshots).isInstanceOf(ResticException.WrongPassword.class);
        // And when its time is over it is gone, with its link
        Database.change("update customer_export set expires_at = now() where id = '" + export + "'");
        sweep.run();
        await().atMost(Api.SOON).until(() -> !Files.exists(place.repository(export)));
        RestAssured.get(href).then().statusCode(404);
        assertThat(Bus.heard("export.expired", site.site).path("why").asText()).isEqualTo("EXPIRED");
    }

    @Test
    void oneThatIsKilledGoesOnOneThatIsCancelledLeavesNothingAndAnErasureTakesAll() throws Exception {
        // Given an export whose turn does not come
        TestSite site = TestSite.small().registered();
        UUID point = Api.completed(site);
        String customer = TestTokens.customer(site.customer);
        UUID first;
        UUID second;
        try (Claim _ = claims.alone(site.site, "test")) {
            first = accepted(ask(customer, point, PASSWORD));
            // Then there is no second one beside it
            ask(customer, point, PASSWORD).then().statusCode(409);
            // When it is cancelled
            Api.as(customer)
                    .delete(EXPORTS + "/" + first)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("CANCELLED"));
            // And another one has been begun by a process that died and left half a file
            second = accepted(ask(customer, point, null));
            Path torn = place.repository(second).resolve("data/ab/" + "ab".repeat(32));
            Files.createDirectories(torn.getParent());
            Files.write(torn, new byte[1000]);
        }
        // Then nothing of the first is left, and the second is whole
        await().atMost(Api.SOON).until(() -> !Files.exists(place.repository(first)));
        ended(second, "READY");
        assertThat(place.repository(second).resolve("data/ab/" + "ab".repeat(32)))
                .doesNotExist();
        // And two were as many as there may be
        ask(customer, point, PASSWORD).then().statusCode(429);
        Api.as(customer)
                .get(EXPORTS + "?site=" + site.site)
                .then()
                .body("items", hasSize(2))
                .body("items[0].state", equalTo("READY"));
        // And with the site's backups it goes, before their end is certified
        QuarkusTransaction.requiringNew().run(() -> {
            erasure.expire(site.site);
            erasure.gone(site.site);
            assertThat(place.repository(second)).doesNotExist();
        });
        ended(second, "ERASED");
        assertThat(Bus.heard("export.expired", site.site).path("why").asText()).isEqualTo("ERASED");
    }

    private static Response ask(String token, UUID point, String password) {
        Map<String, Object> body = new HashMap<>(Map.of("restorePoint", point));
        if (password != null) body.put("password", password);
        return Api.as(token).body(body).post(EXPORTS);
    }

    private static UUID accepted(Response response) {
        assertThat(response.statusCode()).as("%s", response.asString()).isEqualTo(202);
        return Api.id(response.jsonPath().getString("id"));
    }

    private static JsonPath ended(UUID export, String state) {
        JsonPath found = await().atMost(Api.SOON)
                .until(() -> Api.operator().get(EXPORTS + "/" + export).jsonPath(), one -> !one.getString("state")
                        .matches("PREPARING|QUEUED|COPYING"));
        assertThat(found.getString("state")).as("%s", found.prettify()).isEqualTo(state);
        return found;
    }

    private ResticRepository at(Path folder, RepositoryPassword password) {
        return Restic.find()
                .repository(
                        RepositoryAccess.of(folder.resolve("repository").toString(), password, home.resolve("cache")));
    }

    private Path unpacked(byte[] archive) throws IOException {
        Path top = home;
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = home.resolve(entry.getName());
                top = home.resolve(file.getName(home.getNameCount()));
                Files.createDirectories(entry.isDirectory() ? file : file.getParent());
                if (!entry.isDirectory()) Files.write(file, tar.readAllBytes());
            }
        }
        return top;
    }
}
