package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** Plans: what comes with the product, what is changed, and what contracts keep of it. */
@QuarkusTest
class PlansTest {

    @Inject
    Bus bus;

    @Inject
    Database database;

    @Test
    void thePlansThatComeWithTheProductAreLoadedOnceAndKeepWhatTheyPromised() {
        Response loaded = system().post("/plans/defaults");
        loaded.then().statusCode(200).body("items.level", contains("STANDARD", "MANAGED", "RESELLER", "VPS"));
        assertThat(system().post("/plans/defaults").<List<String>>path("items.id"))
                .isEqualTo(loaded.<List<String>>path("items.id"));
        // A change adds an edition
        String vps = loaded.path("items[3].id");
        int before = editions(vps).size();
        system().header("If-Match", "*").body("""
                        {"level": "VPS", "name": {"fr": "Serveur", "en": "Server"}, "promises": {
                           "backup": {"included": true, "frequency": "PT24H", "retention": "P7D"},
                           "restore": {"selfService": true, "assistedFree": 0}, "support": {"firstResponse": "PT8H"},
                           "repair": {"price": {"amount": 9000, "currency": "EUR"}}}}""").put("/plans/" + vps).then().statusCode(200);
        assertThat(editions(vps)).hasSize(before + 1);
        customer(Ids.next())
                .get("/plans/" + vps + "/editions")
                .then()
                .statusCode(200)
                .body("items[0].number", equalTo(before + 1))
                .body("items[0].promises.backup.included", equalTo(true));
        Response page = operator().get("/plans/" + vps + "/editions?limit=1");
        operator()
                .get("/plans/" + vps + "/editions?limit=1&cursor=" + page.path("next"))
                .then()
                .body("items[0].number", equalTo(before));
        assertThatThrownBy(
                        () -> database.execute("update plan_edition set number = 99 where plan = '%s'".formatted(vps)))
                .hasMessageContaining("stays written");
        // What the hoster made of it is not overwritten
        system().post("/plans/defaults").then().body("items[3].name.en", equalTo("Server"));
    }

    private static List<?> editions(String plan) {
        return operator().get("/plans/" + plan + "/editions").path("items");
    }

    @Test
    void aPlanIsChangedOnlyByWhoHasSeenItAndContractsKeepTheirPromises() {
        Scene scene = new Scene(bus).publish().accept().registerSite().contract();
        String change =
                Scene.planBody("x").replaceFirst("\"code\": \"x\", ", "").replace("PT24H", "PT12H");
        system().body(change).put("/plans/" + scene.plan).then().statusCode(428);
        String etag = system().get("/plans/" + scene.plan).header("ETag");

        system().header("If-Match", etag)
                .body(change)
                .put("/plans/" + scene.plan)
                .then()
                .statusCode(200);

        system().header("If-Match", etag)
                .body(change)
                .put("/plans/" + scene.plan)
                .then()
                .statusCode(412);
        system().get("/contracts/" + scene.contract).then().body("promises.backup.frequency", equalTo("PT24H"));
    }
}
