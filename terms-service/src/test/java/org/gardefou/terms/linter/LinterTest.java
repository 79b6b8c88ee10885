package org.gardefou.terms.linter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.clause.Library;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.plan.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinterTest {

    private static final ObjectMapper JSON = StrictJson.apply(new ObjectMapper());
    private static final List<Rule> RULES = RulePacks.read(JSON);
    private static final Linter EVERYWHERE =
            new Linter(RULES, new Rule.Reach(Set.of("FR", "EU", "DE"), Set.of(Rule.Activity.values())));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    static Stream<Subject> versionsOfTheLibrary() {
        return Stream.of(Audience.values()).flatMap(readers -> Stream.of(Level.values())
                // Who resells is no consumer.
                .filter(level -> readers != Audience.CONSUMER || level != Level.RESELLER)
                .flatMap(level -> Stream.of(TODAY, LocalDate.of(2027, 2, 1))
                        .map(day -> new Subject(readers, level, true, day, Library.of(readers, level)))));
    }

    @ParameterizedTest
    @MethodSource("versionsOfTheLibrary")
    void theLibraryBreaksNothing(Subject version) {
        Linter france = linter("FR", "EU");

        assertThat(france.check(version))
                .filteredOn(finding -> finding.severity() != Severity.INFO)
                .isEmpty();
    }

    /** An effect that a clause of the library gets in the place of its own, and the rule that it breaks. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            FR-B2C-01            | CONSUMER         | C25 | {"kind": "CAP", "causes": ["HOST_BREACH"], "cap": {"months": 6}}
            FR-B2C-01            | NON_PROFESSIONAL | C14 | {"kind": "EXCLUDE", "causes": ["HOST_BREACH"], "losses": ["DATA"]}
            FR-B2C-02            | CONSUMER         | C02 | {"kind": "ACCEPTANCE", "traits": ["BY_USE"]}
            FR-B2C-02            | NON_PROFESSIONAL | C03 | {"kind": "ACCEPTANCE", "traits": ["BY_SILENCE"]}
            FR-B2C-02-DOCUMENTS  | CONSUMER         | C01 | {"kind": "INCORPORATE", "traits": ["EXPRESS_REFERENCE"]}
            FR-B2C-03            | CONSUMER         | C03 | {"kind": "UNILATERAL_CHANGE", "traits": ["VALID_REASON", "NOTICE_ON_DURABLE_MEDIUM", "REASONABLE_NOTICE", "NO_EXTRA_COST"]}
            FR-B2C-04            | CONSUMER         | C21 | {"kind": "SOLE_JUDGE"}
            FR-B2C-05            | CONSUMER         | C22 | {"kind": "REMEDY", "traits": ["EXCLUSIVE"]}
            FR-B2C-06            | NON_PROFESSIONAL | C14 | {"kind": "SHIFT_PROOF", "causes": ["HOST_BREACH"]}
            FR-B2C-07            | CONSUMER         | C24 | {"kind": "TERMINATE"}
            FR-B2C-07-PROOF      | CONSUMER         | C02 | {"kind": "PROOF_AGREEMENT"}
            FR-B2C-07-COURTS     | CONSUMER         | C35 | {"kind": "JURISDICTION"}
            FR-B2C-09-PRICE      | CONSUMER         | C33 | {"kind": "PRICE"}
            FR-B2C-12            | CONSUMER         | C02 | {"kind": "ORDER", "button": {"fr": "Finaliser la commande", "en": "Order with obligation to pay"}}
            FR-B2C-12            | CONSUMER         | C33 | {"kind": "ORDER", "button": {"fr": "Commander et payer", "en": "Confirm"}}
            FR-B2C-14            | CONSUMER         | C32 | {"kind": "WITHDRAWAL", "traits": ["FOURTEEN_DAYS", "FORM_ATTACHED", "WITHDRAWAL_FUNCTION"]}
            FR-B2C-16            | NON_PROFESSIONAL | C03 | {"kind": "UNILATERAL_CHANGE", "traits": ["VALID_REASON", "FREE_EXIT", "REASONABLE_NOTICE", "NO_EXTRA_COST"]}
            FR-B2C-17            | CONSUMER         | C31 | {"kind": "RENEW"}
            FR-GEN-03            | PROFESSIONAL     | C14 | {"kind": "EXCLUDE", "causes": ["HOST_BREACH"], "traits": ["CARVE_OUT_INTENT", "CARVE_OUT_GROSS_NEGLIGENCE"]}
            FR-GEN-03-FORCE-MAJEURE | PROFESSIONAL  | C27 | {"kind": "EXCLUDE", "causes": ["FORCE_MAJEURE"]}
            FR-GEN-04            | PROFESSIONAL     | C25 | {"kind": "CAP", "causes": ["HOST_BREACH"], "cap": {"months": 12}, "traits": ["CARVE_OUT_INTENT", "CARVE_OUT_GROSS_NEGLIGENCE"]}
            FR-GEN-05            | PROFESSIONAL     | C25 | {"kind": "CAP", "causes": ["HOST_BREACH"], "cap": {"months": 12}, "traits": ["NEGOTIABLE", "CARVE_OUT_INTENT"]}
            FR-GEN-06B           | PROFESSIONAL     | C02 | {"kind": "PROOF_AGREEMENT"}
            FR-GEN-08            | CONSUMER         | C04 | {"kind": "LANGUAGE", "traits": ["ENGLISH_PREVAILS"]}
            EU-01                | PROFESSIONAL     | C24 | {"kind": "SUSPEND", "traits": ["STATEMENT_OF_REASONS"]}
            EU-03                | PROFESSIONAL     | C30 | {"kind": "CAP", "causes": ["HOST_BREACH"], "losses": ["DATA"], "cap": {"months": 1}}
            DE-01                | PROFESSIONAL     | C03 | {"kind": "ACCEPTANCE", "traits": ["BY_SILENCE"]}
            DE-01-REFERENCE      | PROFESSIONAL     | C01 | {"kind": "INCORPORATE"}
            DE-02-BUTTON         | CONSUMER         | C02 | {"kind": "ORDER", "button": {"fr": "Commander", "en": "Order"}}
            EU-07                | PROFESSIONAL     | C03 | {"kind": "UNILATERAL_CHANGE", "traits": ["NOTICE_ON_DURABLE_MEDIUM", "REASONABLE_NOTICE"]}
            DE-01-LIABILITY      | PROFESSIONAL     | C25 | {"kind": "CAP", "causes": ["HOST_BREACH"], "cap": {"months": 12}, "traits": ["CARVE_OUT_INTENT", "CARVE_OUT_GROSS_NEGLIGENCE", "NEGOTIABLE"]}
            """)
    void whatAClauseMustNotDoIsFoundInThatClause(String rule, Audience readers, String topic, String effect)
            throws IOException {
        List<Effect> declared = List.of(JSON.readValue(effect, Effect.class));
        List<Clause> clauses = Library.of(readers, Level.STANDARD).stream()
                .map(clause -> clause.code().equals(topic)
                        ? Library.changed(
                                clause, clause.text().fr(), clause.text().en(), declared)
                        : clause)
                .toList();

        assertThat(found(readers, clauses, TODAY)).contains(rule + " " + topic);
    }

    /** What is missing without a topic. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FR-B2C-05-TERMINATION | CONSUMER         | C25 C31 | 2026-11-27
            FR-B2C-09             | NON_PROFESSIONAL | C07 | 2026-11-27
            FR-B2C-09-MEDIATION   | CONSUMER         | C35 | 2026-11-27
            FR-B2C-12-DECLARED    | CONSUMER         | C02 | 2026-11-27
            FR-B2C-13             | CONSUMER         | C32 | 2026-11-27
            FR-B2C-13-BEFORE      | CONSUMER         | C32 | 2026-06-18
            FR-B2C-15             | CONSUMER         | C25 | 2026-11-27
            FR-B2C-17-CLICKS      | CONSUMER         | C31 | 2026-11-27
            FR-B2C-19             | NON_PROFESSIONAL | C30 | 2026-11-27
            FR-GEN-02             | CONSUMER         | C02 | 2026-11-27
            FR-GEN-02-B2B         | PROFESSIONAL     | C02 | 2026-11-27
            FR-GEN-07             | PROFESSIONAL     | C01 | 2026-11-27
            FR-GEN-09             | CONSUMER         | C24 | 2026-11-27
            GF-TOPICS             | PROFESSIONAL     | C12 | 2026-11-27
            EU-02                 | PROFESSIONAL     | C30 | 2026-11-27
            EU-02-CHARGES         | PROFESSIONAL     | C30 | 2027-01-12
            EU-04                 | CONSUMER         | C29 | 2026-11-27
            EU-05                 | CONSUMER         | C02 | 2026-11-27
            DE-02                 | CONSUMER         | C31 | 2026-11-27
            """)
    void whatTheTermsMustSayIsMissed(String rule, Audience readers, String topics, LocalDate day) {
        Set<String> missing = Set.of(topics.split(" "));
        List<Clause> clauses = Library.of(readers, Level.STANDARD).stream()
                .filter(clause -> !missing.contains(clause.code()))
                .toList();

        assertThat(found(readers, clauses, day)).anyMatch(one -> one.startsWith(rule + " "));
        assertThat(found(readers, Library.of(readers, Level.STANDARD), day))
                .noneMatch(one -> one.startsWith(rule + " "));
    }

    @Test
    void aBreachIsToldOfByAnyOfItsTopics() {
        List<Clause> clauses = Library.of(Audience.CONSUMER, Level.STANDARD).stream()
                .filter(clause ->
                        clause.effects().stream().noneMatch(effect -> effect.kind() == Effect.Kind.BREACH_NOTICE))
                .toList();

        assertThat(found(Audience.CONSUMER, clauses, TODAY)).contains("EU-06 ");
    }

    @ParameterizedTest
    @CsvSource({
        "Commande avec obligation de paiement, Order with obligation to pay",
        "COMMANDE AVEC OBLIGATION DE PAIEMENT., « Order and pay »",
        "Commander et payer, Buy now!"
    })
    void aButtonThatSaysThatItObligesToPayIsAllowedHoweverItIsWritten(String fr, String en) {
        assertThat(found(Audience.CONSUMER, ordering(fr, en), TODAY))
                .noneMatch(one -> one.startsWith("FR-B2C-12") || one.startsWith("DE-02-BUTTON"));
    }

    @ParameterizedTest
    @CsvSource({
        "Valider, Order and pay",
        "Commander, Order and pay",
        "Commander et payer plus tard, Order and pay",
        "Finaliser la réservation, Order and pay",
        "Commander et payer, Complete booking"
    })
    void aButtonThatLeavesADoubtInEitherLanguageIsNot(String fr, String en) {
        assertThat(found(Audience.CONSUMER, ordering(fr, en), TODAY)).contains("FR-B2C-12 C02");
    }

    @Test
    void whatIsAdvertisedWithoutBeingPromisedIsFound() {
        Effect claim = new Effect(Effect.Kind.INFORM, null, null, null, null, Set.of(Effect.Trait.BACKUPS_ADVERTISED));
        List<Clause> clauses = declaring("C06", claim);

        assertThat(rules(EVERYWHERE.check(new Subject(Audience.PROFESSIONAL, Level.STANDARD, false, TODAY, clauses))))
                .contains("FR-B2C-10");
        assertThat(rules(EVERYWHERE.check(new Subject(Audience.PROFESSIONAL, Level.STANDARD, true, TODAY, clauses))))
                .doesNotContain("FR-B2C-10");
    }

    @Test
    void lawOfWhatAHosterDoesBesidesHostingAppliesToWhoDoesIt() {
        Subject terms = new Subject(
                Audience.PROFESSIONAL, Level.STANDARD, true, TODAY, Library.of(Audience.PROFESSIONAL, Level.STANDARD));

        assertThat(rules(linter("FR", "EU").check(terms))).doesNotContain("SMALL-PRO", "EU-07");
        assertThat(rules(EVERYWHERE.check(terms))).contains("SMALL-PRO", "EU-07");
    }

    /** Words that say more than the clause declares. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FR-TEXT-EXCLUSION | En aucun cas nous ne serons responsables d'une perte. | We are there for you.
            FR-TEXT-EXCLUSION | Nous sommes là pour vous.                             | In no event shall we be liable.
            FR-TEXT-EXCLUSION | Notre responsabilité est limitée à un mois.           | We are there for you.
            FR-TEXT-CHANGE    | Nous pouvons modifier ces conditions à tout moment.   | We are there for you.
            FR-TEXT-CHANGE    | Nous sommes là pour vous.                             | We may change them without prior notice.
            FR-TEXT-LANGUAGE  | La version anglaise prévaut.                          | The English version prevails.
            FR-TEXT-REMEDY    | Cet avoir est votre seul recours.                     | This credit is your sole remedy.
            """)
    void wordsThatTheDeclarationDoesNotBearOutAreQuestioned(String rule, String fr, String en) {
        assertThat(found(Audience.CONSUMER, saying(fr, en), TODAY)).contains(rule + " C12");
    }

    @Test
    void sentencesThatNobodyCanFollowAreQuestioned() {
        String long40 = Stream.generate(() -> "mot").limit(40).collect(Collectors.joining(" ")) + ".";

        assertThat(found(Audience.CONSUMER, saying(long40, "Short."), TODAY)).contains("FR-B2C-08 C12");
        assertThat(found(Audience.CONSUMER, saying("Court. Clair.", "Short."), TODAY))
                .noneMatch(one -> one.startsWith("FR-B2C-08"));
    }

    @Test
    void everyRuleIsTriedByOneOfTheseTests() throws IOException {
        String tests = java.nio.file.Files.readString(
                java.nio.file.Path.of("src/test/java/org/gardefou/terms/linter/LinterTest.java"));

        assertThat(RULES).allSatisfy(rule -> assertThat(tests).contains(rule.id()));
    }

    @Test
    void everyRuleSaysWhereItComesFromAndWhatToDoInBothLanguages() {
        assertThat(RULES).hasSizeGreaterThan(40).allSatisfy(rule -> {
            assertThat(rule.source().fr()).isNotBlank();
            assertThat(rule.source().en()).isNotBlank();
            assertThat(rule.says().fr()).hasSizeGreaterThan(20);
            assertThat(rule.says().en()).hasSizeGreaterThan(20);
            assertThat(rule.audiences()).isNotEmpty();
        });
    }

    @Test
    void aRuleAppliesFromItsFirstDayToItsLast() {
        List<Clause> none = Library.of(Audience.CONSUMER, Level.STANDARD).stream()
                .filter(clause -> !clause.code().equals("C32"))
                .toList();

        assertThat(found(Audience.CONSUMER, none, LocalDate.of(2026, 6, 18)))
                .contains("FR-B2C-13-BEFORE ")
                .doesNotContain("FR-B2C-13 ");
        assertThat(found(Audience.CONSUMER, none, LocalDate.of(2026, 6, 19)))
                .contains("FR-B2C-13 ")
                .doesNotContain("FR-B2C-13-BEFORE ");
    }

    @Test
    void theLawOfAnotherCountryDoesNotApply() {
        Linter germany = linter("DE");
        Subject empty = new Subject(Audience.CONSUMER, Level.STANDARD, false, TODAY, List.of());

        assertThat(germany.check(empty)).extracting(Finding::rule).containsExactly("DE-02");
    }

    @Test
    void theWorstComesFirst() {
        assertThat(EVERYWHERE.check(new Subject(Audience.CONSUMER, Level.STANDARD, false, TODAY, List.of())))
                .extracting(Finding::severity)
                .isSorted();
    }

    /** Of a hoster that does nothing besides hosting. */
    private static Linter linter(String... jurisdictions) {
        return new Linter(RULES, new Rule.Reach(Set.of(jurisdictions), Set.of()));
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).toList();
    }

    private static List<Clause> ordering(String fr, String en) {
        return declaring("C02", new Effect(Effect.Kind.ORDER, null, null, null, new Name(fr, en), null));
    }

    /** The library, with a clause that declares just this. */
    private static List<Clause> declaring(String topic, Effect effect) {
        return Library.of(Audience.CONSUMER, Level.STANDARD).stream()
                .map(clause -> clause.code().equals(topic)
                        ? Library.changed(
                                clause, clause.text().fr(), clause.text().en(), List.of(effect))
                        : clause)
                .toList();
    }

    private static List<Clause> saying(String fr, String en) {
        return Library.of(Audience.CONSUMER, Level.STANDARD).stream()
                .map(clause -> clause.code().equals("C12") ? Library.changed(clause, fr, en, clause.effects()) : clause)
                .toList();
    }

    private static Set<String> found(Audience readers, List<Clause> clauses, LocalDate day) {
        return EVERYWHERE.check(new Subject(readers, Level.STANDARD, true, day, clauses)).stream()
                .map(finding -> finding.rule() + " " + (finding.topic() == null ? "" : finding.topic()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
