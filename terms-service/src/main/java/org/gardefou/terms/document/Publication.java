package org.gardefou.terms.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.clause.Hoster;
import org.gardefou.terms.clause.Placeholders;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.plan.Plan;

/**
 * What a version says once it is published: its clauses with their placeholders filled, and the bytes of each rendition. Pure:
 * the same clauses and promises give the same bytes.
 *
 * @param canonical RFC 8785 JSON of all that was published, the hashes of the renditions with it
 */
record Publication(String canonical, String sha256, Map<Language, byte[]> renditions) {

    /** A clause as published: its words final. */
    record Published(UUID clause, String code, int edition, Name title, Text text) {}

    /** What is hashed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Content(
            UUID document,
            UUID version,
            int number,
            Name name,
            Audience audience,
            Offer plan,
            Instant effectiveFrom,
            List<Published> clauses,
            Map<String, String> renditions) {

        /** What was published, read from the very text that its hash is of. */
        static Content in(String canonical, ObjectMapper json) {
            try {
                return json.readValue(canonical, Content.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("What was published cannot be read", e);
            }
        }
    }

    /**
     * Publishes a version.
     *
     * @throws Placeholders.DoesNotFit when a clause says something that the plan does not promise
     */
    static Publication of(
            Document document,
            Edition edition,
            Plan plan,
            Hoster hoster,
            List<Clause> clauses,
            Instant effective,
            ObjectMapper json) {
        List<Published> published =
                clauses.stream().map(clause -> published(clause, plan, hoster)).toList();
        Map<Language, byte[]> renditions = new LinkedHashMap<>();
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Language language : Language.values()) {
            byte[] page = Html.page(document, edition, plan, published, effective, language);
            renditions.put(language, page);
            hashes.put(language.tag(), Canonical.sha256(page));
        }
        String canonical = Canonical.json(
                json,
                new Content(
                        document.id(),
                        edition.id(),
                        edition.number(),
                        document.name(),
                        document.audience(),
                        Offer.of(plan),
                        effective,
                        published,
                        hashes));
        return new Publication(canonical, Canonical.sha256(canonical), renditions);
    }

    private static Published published(Clause clause, Plan plan, Hoster hoster) {
        return new Published(
                clause.id(),
                clause.code(),
                clause.edition(),
                clause.title(),
                new Text(
                        Placeholders.fill(clause.text().fr(), plan, hoster, Language.FR),
                        Placeholders.fill(clause.text().en(), plan, hoster, Language.EN)));
    }
}
