package org.gardefou.local.demo;

import static org.gardefou.local.demo.Registration.uuid;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.local.demo.Registration.Registered;

/** Plan, terms, acceptance, contract. What stands from an earlier run is kept. */
final class Agreement {

    static final String PLAN = "standard";
    static final String LOCALE = "fr";

    private static final Map<String, String> STANDARD = Map.of("fr", "Standard", "en", "Standard");
    private static final Map<String, Object> HOURS = Map.of(
            "days",
            List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"),
            "from",
            "09:00",
            "to",
            "18:00",
            "zone",
            "Europe/Paris");
    private static final Map<String, Object> PROMISES = Map.of(
            "backup",
                    Map.of("included", true, "frequency", "PT24H", "retention", "P7D", "location", "SAME_DATA_CENTRE"),
            "restore", Map.of("selfService", true, "assistedFree", 0),
            "support", Map.of("firstResponse", "PT8H", "hours", HOURS),
            "availability", Map.of("percent", 99.9, "credit", 5),
            "repair", Map.of("price", Map.of("amount", 9000, "currency", "EUR")));

    private final Stage stage;
    private final Api operator;
    private final Api system;

    Agreement(Stage stage) {
        this.stage = stage;
        this.operator = stage.operator();
        this.system = stage.system();
    }

    Hosted make(Registered known) {
        UUID plan = plan();
        UUID version = version(document(plan));
        UUID acceptance = acceptance(known.customer(), version);
        UUID contract = contract(known, plan, acceptance);
        return new Hosted(
                known.server(),
                known.site(),
                known.customer(),
                known.connection(),
                plan,
                version,
                acceptance,
                contract);
    }

    private UUID plan() {
        Optional<JsonNode> there =
                operator.list("/terms/v1/plans?code=" + PLAN).stream().findFirst();
        if (there.isPresent()) {
            return uuid(there.get(), "id");
        }
        Answer made = operator.post(
                "/terms/v1/plans", Map.of("code", PLAN, "level", "STANDARD", "name", STANDARD, "promises", PROMISES));
        return stage.chronicle()
                .tell(
                        made,
                        "the hoster offers the plan standard: a backup each day, kept 7 days, restored by the customer"
                                + " alone")
                .id();
    }

    private UUID document(UUID plan) {
        Optional<JsonNode> there = operator.list("/terms/v1/documents?plan=" + plan).stream()
                .filter(document -> document.path("audience").asText().equals("CONSUMER"))
                .findFirst();
        if (there.isPresent()) {
            return uuid(there.get(), "id");
        }
        return operator.post(
                        "/terms/v1/documents",
                        Map.of(
                                "plan",
                                plan,
                                "audience",
                                "CONSUMER",
                                "name",
                                Map.of("fr", "Conditions de l'offre Standard", "en", "Terms of the plan Standard")))
                .id();
    }

    private UUID version(UUID document) {
        Optional<JsonNode> published = operator.list("/terms/v1/documents/" + document + "/versions").stream()
                .filter(version -> version.path("state").asText().equals("PUBLISHED"))
                .findFirst();
        if (published.isPresent()) {
            return uuid(published.get(), "id");
        }
        operator.post("/terms/v1/clauses/defaults", Map.of());
        JsonNode clauses = operator.get("/terms/v1/clauses/fitting?audience=CONSUMER&level=STANDARD")
                .json()
                .path("items");
        List<String> ids = clauses.findValuesAsText("id");
        Answer drafted = operator.post("/terms/v1/documents/" + document + "/versions", Map.of("clauses", ids));
        UUID draft = drafted.id();
        Answer made = operator.post("/terms/v1/versions/" + draft + "/publication", Map.of(), drafted);
        stage.chronicle()
                .tell(
                        made,
                        "version 1 of the terms is published in French and English, from " + ids.size()
                                + " clauses, SHA-256 "
                                + made.json().path("sha256").asText().substring(0, 12) + "…");
        return draft;
    }

    private UUID acceptance(UUID customer, UUID version) {
        Optional<JsonNode> there =
                operator.list("/terms/v1/acceptances?customer=" + customer + "&version=" + version).stream()
                        .findFirst();
        if (there.isPresent()) {
            return uuid(there.get(), "id");
        }
        String page = "/terms/v1/versions/" + version + "/renditions/" + LOCALE;
        Answer shown = stage.customer(customer).get(page);
        String hash = sha256(shown.body());
        stage.chronicle()
                .tell(shown, "the customer reads them in French: " + shown.body().length + " bytes, shown as they are");
        Answer made = system.post(
                "/terms/v1/acceptances",
                Map.of(
                        "version",
                        version,
                        "customer",
                        customer,
                        "locale",
                        LOCALE,
                        "renditionSha256",
                        hash,
                        "by",
                        Map.of("name", "Camille Martin", "capacity", "titulaire du compte"),
                        "buttonText",
                        "Commande avec obligation de paiement",
                        "order",
                        true,
                        "boxes",
                        List.of("J'ai lu les conditions"),
                        "ip",
                        "192.0.2.17",
                        "userAgent",
                        "Mozilla/5.0 (demo)"));
        return stage.chronicle()
                .tell(
                        made,
                        "and accepts: who, when, from where, and the hash of the bytes shown (" + hash.substring(0, 12)
                                + "…)")
                .id();
    }

    private UUID contract(Registered known, UUID plan, UUID acceptance) {
        Optional<JsonNode> there = operator.list("/terms/v1/contracts?site=" + known.site()).stream()
                .filter(contract -> contract.path("state").asText().equals("ACTIVE"))
                .findFirst();
        if (there.isPresent()) {
            UUID id = uuid(there.get(), "id");
            stage.chronicle().tell(operator.get("/terms/v1/contracts/" + id), "the contract stands already");
            return id;
        }
        Answer made = system.post(
                "/terms/v1/contracts",
                Map.of(
                        "customer",
                        known.customer(),
                        "site",
                        known.site(),
                        "plan",
                        plan,
                        "acceptance",
                        acceptance,
                        "audience",
                        "CONSUMER",
                        "locale",
                        LOCALE));
        return stage.chronicle()
                .tell(made, "a contract ties the customer, the site and the plan; the others hear of it from the bus")
                .id();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("Every Java has SHA-256", cause);
        }
    }
}
