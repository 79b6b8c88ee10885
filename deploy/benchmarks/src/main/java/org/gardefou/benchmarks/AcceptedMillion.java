package org.gardefou.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A hoster with a million acceptances: 400,000 customers on three plans, whose terms have three versions each. All accepted the first version,
 * five in six of them in the system that the hoster had before (a third of all acceptances); seven in eight the second, five in eight the third, which is in force.
 */
final class AcceptedMillion {

    static final int CUSTOMERS = 400_000;

    /** One in eleven who asks has accepted nothing. */
    private static final int ASKING = 440_000;

    private static final int VERSIONS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAN = """
            {"code": "bench-%d", "level": "STANDARD", "name": {"fr": "Essai", "en": "Bench"},
             "promises": {
               "backup": {"included": true, "frequency": "PT24H", "retention": "P7D"},
               "restore": {"selfService": true, "assistedFree": 0},
               "support": {"firstResponse": "PT8H",
                 "hours": {"days": ["MONDAY", "FRIDAY"], "from": "09:00", "to": "18:00", "zone": "Europe/Paris"}},
               "availability": {"percent": 99.9, "credit": 5},
               "repair": {"price": {"amount": 9000, "currency": "EUR"}}}}""";

    private final List<String> plans = new ArrayList<>();
    private final List<String> documents = new ArrayList<>();
    private final List<String> inForce = new ArrayList<>();

    private AcceptedMillion() {}

    /** Publishes the versions through the service, and writes the acceptances into its tables. */
    static AcceptedMillion fill(Lab lab, ServiceUnderTest terms)
            throws IOException, InterruptedException, SQLException {
        AcceptedMillion million = new AcceptedMillion();
        String clauses = clauses(terms);
        for (int i = 0; i < 3; i++) million.publish(terms, i, clauses);
        million.accept(lab);
        return million;
    }

    private void publish(ServiceUnderTest terms, int number, String clauses) throws IOException, InterruptedException {
        String plan = id(terms, "/terms/v1/plans", PLAN.formatted(number));
        String document = id(
                terms,
                "/terms/v1/documents",
                "{\"plan\":\"%s\",\"audience\":\"CONSUMER\",\"name\":{\"fr\":\"Conditions\",\"en\":\"Terms\"}}"
                        .formatted(plan));
        String version = "";
        for (int i = 0; i < VERSIONS; i++) {
            version = id(terms, "/terms/v1/documents/" + document + "/versions", clauses);
            terms.post("/terms/v1/versions/" + version + "/publication", "application/json", "{}");
        }
        plans.add(plan);
        documents.add(document);
        inForce.add(version);
    }

    private static String clauses(ServiceUnderTest terms) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (JsonNode clause : JSON.readTree(terms.post("/terms/v1/clauses/defaults", "application/json", ""))
                .path("items")) {
            boolean consumers = !clause.hasNonNull("audience")
                    || clause.path("audience").asText().equals("CONSUMER");
            boolean standard = !clause.hasNonNull("levels")
                    || clause.path("levels").toString().contains("\"STANDARD\"");
            if (consumers && standard) ids.add(clause.path("id").asText());
        }
        return JSON.writeValueAsString(JSON.createObjectNode().set("clauses", JSON.valueToTree(ids)));
    }

    private static String id(ServiceUnderTest terms, String path, String body)
            throws IOException, InterruptedException {
        return JSON.readTree(terms.post(path, "application/json", body))
                .path("id")
                .asText();
    }

    /** As the superuser and without the checks of foreign keys: a million of them one by one takes a minute. */
    private void accept(Lab lab) throws SQLException, IOException {
        try (Connection connection = lab.superuser(Lab.EVIDENCE);
                Statement statement = connection.createStatement()) {
            statement.execute(Lab.MARK + "set session_replication_role = replica");
            statement.execute(Lab.MARK + """
                    insert into acceptance (id, terms_version, document, customer, locale, rendition_sha256, capacity, button_text, orders, boxes,
                        recorded_by, at, recorded_at, provenance, source, reference_sha256, evidence)
                    select uuidv7(), v.id, v.document, md5('customer-' || c.n)::uuid, 'fr',
                        case when not c.imported then r.sha256 end, 'titulaire du compte',
                        case when not c.imported then 'Commande avec obligation de paiement' end, not c.imported,
                        '["J''ai lu les conditions"]',
                        case when c.imported then 'OPERATOR' else 'CUSTOMER' end, now(), now(),
                        case when c.imported then 'IMPORTED' else 'CLICK' end,
                        case when c.imported then 'billing' end,
                        case when c.imported then encode(sha256(convert_to(c.n::text, 'UTF8')), 'hex') end,
                        case when c.imported then '{}'::jsonb end
                    from (select n, number, number = 1 and n %% 6 <> 0 as imported
                          from generate_series(1, %d) n, generate_series(1, %d) number
                          where number = 1 or number = 2 and n %% 8 < 7 or number = 3 and n %% 8 < 5) c
                    join terms_version v on v.document = (%s)[c.n %% 3 + 1] and v.number = c.number
                    join terms_rendition r on r.terms_version = v.id and r.locale = 'fr'""".formatted(CUSTOMERS, VERSIONS, array(documents)));
            // As autovacuum does in time.
            statement.execute(Lab.MARK + "vacuum (analyze) acceptance");
            statement.execute(Lab.MARK + "analyze");
        }
    }

    /** The question of whether the order of a customer may go on, of whoever is next. */
    String question() {
        int customer = ThreadLocalRandom.current().nextInt(1, ASKING + 1);
        return "/terms/v1/gate?audience=CONSUMER&plan=" + plans.get(customer % 3) + "&customer=" + customer(customer);
    }

    /** The peer's question: whether whoever is next clicked on the version in force, which it is told. */
    String bareQuestion() {
        int customer = ThreadLocalRandom.current().nextInt(1, ASKING + 1);
        return "/clicks?version=" + inForce.get(customer % 3) + "&customer=" + customer(customer);
    }

    /** Whether a customer accepted the version in force: the one look into an index that cannot be left out. */
    Pgbench.Script bareSelect() {
        return new Pgbench.Script("bare-select", Lab.EVIDENCE, "terms", """
                \\set n random(1, %d)
                select id from acceptance where customer = md5('customer-' || :n::text)::uuid and terms_version = (%s)[:n::int %% 3 + 1] and provenance = 'CLICK' order by id limit 1;
                """.formatted(ASKING, array(inForce)));
    }

    private static String array(List<String> ids) {
        return "array['" + String.join("', '", ids) + "']::uuid[]";
    }

    private static UUID customer(int number) {
        return uuid("customer-" + number);
    }

    /** What PostgreSQL makes of {@code md5(text)::uuid}. */
    static UUID uuid(String text) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            BigInteger bits = new BigInteger(1, md5);
            return new UUID(bits.shiftRight(64).longValue(), bits.longValue());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
