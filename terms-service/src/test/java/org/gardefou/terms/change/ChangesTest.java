package org.gardefou.terms.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.clause.Library;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.PlanSamples;
import org.gardefou.terms.plan.Promises;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChangesTest {

    private static final ObjectMapper JSON = StrictJson.apply(new ObjectMapper().registerModule(new JavaTimeModule()));
    private static final Changes CHANGES = new Changes(JSON);
    private static final EffectTable EFFECTS = EffectTable.read(JSON);
    private static final UUID PREVIOUS = new UUID(0, 1);
    private static final Instant TOLD = Instant.parse("2026-11-28T10:00:00Z");
    private static final Promises PROMISES = PlanSamples.standard().promises();
    private static final Agreed NOTHING = new Agreed(List.of(), Level.STANDARD, PROMISES);

    /** The effect of a clause before and after, and what that makes of the change. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind": "DUTY_HOST"}     |                          | ADVERSE
                                      | {"kind": "DUTY_HOST"}    | FAVOURABLE
            {"kind": "DUTY_CUSTOMER"} |                          | FAVOURABLE
                                      | {"kind": "PRICE"}        | COSTLIER
            {"kind": "CAP", "cap": {"months": 12}} | {"kind": "CAP", "cap": {"months": 6}}  | ADVERSE
            {"kind": "CAP", "cap": {"months": 12}} | {"kind": "CAP", "cap": {"months": 24}} | FAVOURABLE
            {"kind": "CAP", "cap": {"months": 12}} | {"kind": "CAP"}                        | ADVERSE
            {"kind": "EXCLUDE", "causes": ["THIRD_PARTY"]} | {"kind": "EXCLUDE", "causes": ["THIRD_PARTY", "HOST_BREACH"]} | ADVERSE
            {"kind": "EXCLUDE", "causes": ["THIRD_PARTY", "HOST_BREACH"]} | {"kind": "EXCLUDE", "causes": ["THIRD_PARTY"]} | FAVOURABLE
            {"kind": "EXCLUDE", "causes": ["THIRD_PARTY"]} | {"kind": "EXCLUDE"} | ADVERSE
            {"kind": "EXCLUDE", "losses": ["PROFIT"]} | {"kind": "EXCLUDE"} | ADVERSE
            {"kind": "EXCLUDE"} | {"kind": "EXCLUDE", "losses": ["PROFIT"]} | FAVOURABLE
            {"kind": "EXCLUDE", "traits": ["CARVE_OUT_INTENT"]} | {"kind": "EXCLUDE"} | ADVERSE
            {"kind": "REMEDY"} | {"kind": "REMEDY", "traits": ["EXCLUSIVE"]} | ADVERSE
            {"kind": "TERMINATE", "traits": ["FREE_EXIT"]} | {"kind": "TERMINATE"} | ADVERSE
            {"kind": "TERMINATE"} | {"kind": "TERMINATE", "traits": ["FREE_EXIT"]} | FAVOURABLE
            {"kind": "LANGUAGE", "traits": ["FRENCH_PREVAILS"]} | {"kind": "LANGUAGE", "traits": ["ENGLISH_PREVAILS"]} | ADVERSE
            {"kind": "WITHDRAWAL", "traits": ["FOURTEEN_DAYS"]} | {"kind": "WITHDRAWAL", "traits": ["FOURTEEN_DAYS", "FORM_ATTACHED"]} | FAVOURABLE
            """)
    void anEffectThatComesGoesOrChangesSaysWhatItDoes(String before, String after, ChangeClass expected)
            throws IOException {
        TopicChange change = only(
                before == null ? NOTHING : agreed(provision("C12", "Les mêmes mots", effect(before))),
                agreed(provision("C12", "Les mêmes mots", effect(after))));

        assertThat(change.changeClass()).as(change.toString()).isEqualTo(expected);
    }

    /** Whatever the effects do, other words are no less than other words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind": "INFORM"}    | {"kind": "INFORM"}    | NEUTRAL
            {"kind": "CAP", "cap": {"months": 12}} | {"kind": "CAP", "cap": {"months": 24}} | NEUTRAL
            {"kind": "CAP", "cap": {"months": 12}} | {"kind": "CAP", "cap": {"months": 6}}  | ADVERSE
            {"kind": "TERMINATE"} | {"kind": "TERMINATE", "traits": ["FREE_EXIT"]}          | NEUTRAL
            """)
    void otherWordsAreOneOfTheReasonsWhateverTheEffectsDo(String before, String after, ChangeClass expected)
            throws IOException {
        TopicChange change = only(
                agreed(provision("C12", "Ancien", effect(before))), agreed(provision("C12", "Nouveau", effect(after))));

        assertThat(change.changeClass()).as(change.toString()).isEqualTo(expected);
        assertThat(change.why()).extracting(Why::what).contains("words");
    }

    /** A promise before and after. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /backup/frequency      | "PT24H" | "PT72H" | C11 | ADVERSE
            /backup/frequency      | "PT24H" | "PT12H" | C11 | FAVOURABLE
            /backup/frequency      | "PT24H" | "P1D"   | C11 | EDITORIAL
            /backup/retention      | "P7D"   | "P6D"   | C11 | ADVERSE
            /backup/location       | "OTHER_DATA_CENTRE" | "SAME_DATA_CENTRE" | C11 | ADVERSE
            /backup/location       | "SAME_DATA_CENTRE" | "OTHER_DATA_CENTRE" | C11 | FAVOURABLE
            /backup/location       | "SAME_DATA_CENTRE" |  | C11 | ADVERSE
            /backup/keptAfterEnd   | "P30D" | "P60D" | C11 | FAVOURABLE
            /backup/keptAfterEnd   | "P30D" | "P7D"  | C11 | ADVERSE
            /backup/keptAfterEnd   |        | "P30D" | C11 | FAVOURABLE
            /backup/keptAfterEnd   | "P30D" |        | C11 | ADVERSE
            /restore/selfService   | true    | false   | C13 | ADVERSE
            /restore/assistedFree  | 1       | 2       | C13 | FAVOURABLE
            /support/firstResponse | "PT8H"  | "PT9H"  | C07 | ADVERSE
            /support/hours         |         | {"days": ["MONDAY"], "from": "09:00", "to": "18:00", "zone": "Europe/Paris"} | C07 | ADVERSE
            /support/hours/from    | "09:00" | "08:00" | C07 | FAVOURABLE
            /support/hours/to      | "18:00" | "17:00" | C07 | ADVERSE
            /support/hours/zone    | "Europe/Paris" | "Asia/Tokyo" | C07 | ADVERSE
            /availability/percent  | 99.9    | 99.5    | C21 | ADVERSE
            /availability/credit   | 5       |         | C22 | ADVERSE
            /availability/monthlyPrice |     | {"amount": 990, "currency": "EUR"} | C22 | FAVOURABLE
            /availability/monthlyPrice | {"amount": 990, "currency": "EUR"} | {"amount": 1090, "currency": "EUR"} | C22 | COSTLIER
            /availability/monthlyPrice | {"amount": 990, "currency": "EUR"} | | C22 | ADVERSE
            /availability/creditCapped |  | true | C22 | ADVERSE
            /availability/creditCapped | true | false | C22 | FAVOURABLE
            /repair/price/amount   | 9000    | 9001    | C33 | COSTLIER
            /repair/price/amount   | 9000    | 8000    | C33 | FAVOURABLE
            /repair/price/currency | "EUR"   | "USD"   | C33 | COSTLIER
            /managed               | ["CORE_UPDATES"] | ["CORE_UPDATES", "RESTORE_TESTS"] | C08 | FAVOURABLE
            /managed               | ["CORE_UPDATES", "RESTORE_TESTS"] | ["RESTORE_TESTS"] | C08 | ADVERSE
            /managed               |         | ["CORE_UPDATES"] | C08 | FAVOURABLE
            /managed               |         | ["RESTORES"] | C08 | ADVERSE
            /managed               | ["CORE_UPDATES"] | ["CORE_UPDATES", "RESTORES"] | C08 | ADVERSE
            /managed               | ["RESTORES"] | ["CORE_UPDATES", "RESTORES"] | C08 | FAVOURABLE
            """)
    void aPromiseThatChangesSaysWhatItDoesThoughTheClauseIsTheSame(
            String path, String before, String after, String topic, ChangeClass expected) throws IOException {
        List<Provision> provisions = List.of(provision("C12", "Le même"));

        TopicChange change = only(
                new Agreed(provisions, Level.STANDARD, promised(path, before)),
                new Agreed(provisions, Level.STANDARD, promised(path, after)));

        assertThat(change.topic()).isEqualTo(topic);
        assertThat(change.changeClass()).as(change.toString()).isEqualTo(expected);
    }

    /** What customers read of it is in words, in both languages. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /backup/frequency      | "PT24H" | "PT48H" | 24 heures devient 2 jours | 24 hours becomes 2 days
            /backup/frequency      | "PT24H" | "P1D"   | 24 heures, écrit autrement | 24 hours, written differently
            /backup/location       | "SAME_DATA_CENTRE" | | le même centre de données que le site devient rien | the same data centre as the site becomes nothing
            /restore/selfService   | true    | false   | oui devient non | yes becomes no
            /restore/assistedFree  | 1       | 2       | 1 devient 2 | 1 becomes 2
            /support/hours/from    | "09:00" | "08:30" | de 9 h à 18 h (heure de Paris) devient du lundi au vendredi, de 8 h 30 à 18 h | 9:00 to 18:00 (Paris time) becomes Monday to Friday, 8:30 to 18:00
            /availability/percent  | 99.9    | 99.5    | 99,9\u00a0% devient 99,5\u00a0% | 99.9% becomes 99.5%
            /availability/credit   | 5       |         | 5\u00a0% devient rien | 5% becomes nothing
            /repair/price/amount   | 9000    | 9001    | 90,00\u00a0€ devient 90,01\u00a0€ | EUR\u00a090.00 becomes EUR\u00a090.01
            /managed               | ["CORE_UPDATES"] | | les mises à jour du logiciel du site devient rien | the updates of the site's software becomes nothing
            """)
    void whatBecomesOfAPromiseIsSaidInWords(String path, String before, String after, String fr, String en)
            throws IOException {
        List<Provision> provisions = List.of(provision("C12", "Le même"));

        Text says = only(
                        new Agreed(provisions, Level.STANDARD, promised(path, before)),
                        new Agreed(provisions, Level.STANDARD, promised(path, after)))
                .why()
                .getFirst()
                .says();

        assertThat(says.fr()).contains(fr);
        assertThat(says.en()).contains(en);
    }

    /** All that a plan can promise is looked at. */
    @Test
    void noPromiseIsForgotten() throws IOException {
        ObjectNode all = (ObjectNode) JSON.readTree("""
                {"backup": {"included": true, "frequency": "PT24H", "retention": "P7D", "location": "SAME_DATA_CENTRE", "keptAfterEnd": "P30D"},
                 "restore": {"selfService": true, "assistedFree": 1}, "support": {"firstResponse": "PT8H",
                   "hours": {"days": ["MONDAY"], "from": "09:00", "to": "18:00", "zone": "Europe/Paris"}},
                 "availability": {"percent": 99.9, "credit": 5, "monthlyPrice": {"amount": 990, "currency": "EUR"}, "creditCapped": true},
                 "repair": {"price": {"amount": 9000, "currency": "EUR"}}, "managed": ["CORE_UPDATES"]}""");
        assertThat(components(Promises.class, all)).isEmpty();

        Set<String> known = Stream.of(Tables.read(JSON, "promises.json", PromiseTable.Row[].class))
                .map(PromiseTable.Row::path)
                .collect(Collectors.toSet());
        assertThat(leaves(all, "")).allMatch(leaf -> known.stream().anyMatch(leaf::startsWith));
    }

    /** The components of a record that the sample leaves out. */
    private static List<String> components(Class<?> record, JsonNode sample) {
        return Arrays.stream(record.getRecordComponents())
                .flatMap(part -> !sample.has(part.getName())
                        ? Stream.of(record.getSimpleName() + "." + part.getName())
                        : part.getType().isRecord()
                                ? components(part.getType(), sample.get(part.getName())).stream()
                                : Stream.empty())
                .toList();
    }

    private static List<String> leaves(JsonNode node, String at) {
        if (!node.isObject()) return List.of(at);
        List<String> all = new ArrayList<>();
        node.properties().forEach(field -> all.addAll(leaves(field.getValue(), at + "/" + field.getKey())));
        return all;
    }

    /** Words before and after, with the same effects. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Il sauvegarde, chaque jour. | il sauvegarde -  chaque jour ! | EDITORIAL | false
            L'hébergeur                 | L’hébergeur                    | EDITORIAL | false
            Un taux de 99.9             | Un taux de 999                 | NEUTRAL   | false
            Le client est inclus        | Le client est exclu            | NEUTRAL   | false
            Sous trente jours           | Sous dix jours                 | NEUTRAL   | true
            Sous 30 jours               | Sous 10 jours                  | NEUTRAL   | true
            Nous gardons 30 jours       | Gardé par nous 30 jours        | NEUTRAL   | false
            """)
    void wordsAloneAreFormOrNeutralAndOtherQuantitiesAreNoticed(
            String before, String after, ChangeClass expected, boolean numbers) throws IOException {
        TopicChange change = only(
                agreed(provision("C12", before, effect("{\"kind\": \"INFORM\"}"))),
                agreed(provision("C12", after, effect("{\"kind\": \"INFORM\"}"))));

        assertThat(change.changeClass()).isEqualTo(expected);
        assertThat(change.numbersDiffer()).isEqualTo(numbers);
    }

    @Test
    void aClauseThatDeclaredNothingLeavesTheDoubtToTheCustomer() {
        assertThat(only(agreed(provision("C12", "Un")), agreed(provision("C12", "Deux")))
                        .changeClass())
                .isEqualTo(ChangeClass.ADVERSE);
    }

    @Test
    void aHosterThatIsCalledSomethingElseIsToldOf() {
        Provision clause = provision("C01", "{hoster.name}");
        Provision renamed = new Provision(
                clause.clause(), clause.code(), clause.title(), clause.text(), new Text("b", "b"), clause.effects());

        assertThat(only(agreed(clause), agreed(renamed)).changeClass()).isEqualTo(ChangeClass.NEUTRAL);
    }

    @Test
    void anotherManagementLevelIsAdverse() {
        List<Provision> provisions = List.of(provision("C12", "Le même"));
        TopicChange change =
                only(new Agreed(provisions, Level.MANAGED, PROMISES), new Agreed(provisions, Level.VPS, PROMISES));
        assertThat(change.changeClass()).isEqualTo(ChangeClass.ADVERSE);
        assertThat(change.why().getFirst().says().fr()).contains("« infogéré »", "« serveur virtuel »");
        assertThat(change.why().getFirst().says().en()).contains("\"managed\"", "\"virtual server\"");
    }

    @Test
    void theTableKnowsEveryKindOfEffect() {
        assertThat(Effect.Kind.values())
                .allSatisfy(kind -> assertThat(EFFECTS.differences(List.of(), List.of(plain(kind))))
                        .hasSize(1));
        assertThat(EnumSet.allOf(Effect.Trait.class)).containsAll(EFFECTS.burdensome());
    }

    // What holds for all terms, tried on many.

    /** Whatever fails can be run again by its seed. */
    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, 100).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameTermsChangeNothingInWhateverOrder(long seed) {
        Agreed terms = Samples.agreed(new Random(seed));
        List<Provision> shuffled = new ArrayList<>(terms.provisions());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(judged(Audience.CONSUMER, terms, new Agreed(shuffled, terms.level(), terms.promises()))
                        .changes())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsFavourableOneWayIsNotTheOtherWay(long seed) {
        Random random = new Random(seed);
        Agreed one = Samples.agreed(random);
        Agreed other = Samples.agreed(random);

        Map<String, ChangeClass> there = byTopic(judged(Audience.CONSUMER, one, other));
        Map<String, ChangeClass> back = byTopic(judged(Audience.CONSUMER, other, one));

        assertThat(back.keySet()).isEqualTo(there.keySet());
        there.forEach((topic, changeClass) -> {
            if (changeClass == ChangeClass.FAVOURABLE)
                assertThat(back.get(topic)).as(topic).isGreaterThan(ChangeClass.FAVOURABLE);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anotherBurdenNeverMakesAChangeMilder(long seed) {
        Random random = new Random(seed);
        Agreed before = Samples.agreed(random);
        Agreed after = Samples.agreed(random);
        List<Provision> heavier = new ArrayList<>(after.provisions());
        heavier.add(provision("C99", "De plus", new Effect(Effect.Kind.SOLE_JUDGE, null, null, null, null, null)));

        Verdict light = judged(Audience.CONSUMER, before, after);
        Verdict heavy = judged(Audience.CONSUMER, before, new Agreed(heavier, after.level(), after.promises()));

        assertThat(heavy.changeClass()).isGreaterThanOrEqualTo(light.changeClass());
        assertThat(heavy.changeClass()).isGreaterThanOrEqualTo(ChangeClass.ADVERSE);
        assertThat(heavy.consent()).isGreaterThanOrEqualTo(light.consent());
        assertThat(heavy.earliest(TOLD)).isAfterOrEqualTo(light.earliest(TOLD));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void silenceOfAConsumerOrANonProfessionalIsNeverAgreement(long seed) {
        Random random = new Random(seed);
        Agreed before = Samples.agreed(random);
        Agreed after = Samples.agreed(random);

        for (Audience readers : List.of(Audience.CONSUMER, Audience.NON_PROFESSIONAL))
            assertThat(judged(readers, before, after).consent()).isNotEqualTo(Consent.SILENCE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsAdverseAndNeedsNoWordOfTheCustomerLetsThemLeave(long seed) {
        Random random = new Random(seed);
        Agreed before = Samples.agreed(random);
        Agreed after = Samples.agreed(random);

        for (Audience readers : Audience.values())
            for (Verdict.Judged one : judged(readers, before, after).changes())
                if (one.change().changeClass().isAtLeast(ChangeClass.ADVERSE))
                    assertThat(one.consent() == Consent.EXPRESS || one.exitDays() != null)
                            .as(one.toString())
                            .isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDeclarationCanOnlyAskForMore(long seed) {
        Random random = new Random(seed);
        Agreed before = Samples.agreed(random);
        Agreed after = Samples.agreed(random);
        Verdict found = judged(Audience.CONSUMER, before, after);
        for (Verdict.Judged one : found.changes()) {
            for (ChangeClass declared : ChangeClass.values()) {
                Map<String, TopicChange.Declaration> word =
                        Map.of(one.change().topic(), new TopicChange.Declaration(declared, "Claire Aubry", "Relu"));
                if (!declared.isAtLeast(one.change().changeClass()))
                    assertThatThrownBy(() -> CHANGES.judge(Audience.CONSUMER, PREVIOUS, before, after, word, null))
                            .isInstanceOf(Changes.Contradicted.class)
                            .hasMessageContaining(one.change().topic());
                else
                    assertThat(CHANGES.judge(Audience.CONSUMER, PREVIOUS, before, after, word, null)
                                    .earliest(TOLD))
                            .isAfterOrEqualTo(found.earliest(TOLD));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Audience.class)
    void aGroundShortensTheNoticeAndNothingElse(Audience readers) {
        Agreed before = library(readers);
        Agreed after = without(before, "C18");
        Verdict plain = judged(readers, before, after);
        Verdict.Plea danger = new Verdict.Plea(Ground.URGENT_SECURITY, "CVE-2026-1", "Claire Aubry", "Exploitée");

        Verdict urgent = CHANGES.judge(readers, PREVIOUS, before, after, Map.of(), danger);

        assertThat(plain.changeClass()).isEqualTo(ChangeClass.ADVERSE);
        assertThat(plain.notice()).isEqualTo(Period.ofMonths(1));
        assertThat(urgent.notice()).isEqualTo(Period.ZERO);
        assertThat(urgent.exitDays()).isEqualTo(plain.exitDays()).isEqualTo(30);
        assertThat(urgent.consent()).isEqualTo(plain.consent());
        assertThat(urgent.changes().getFirst().source().fr()).contains("2019/1150");
        // It is no pretext for what has nothing to do with it
        assertThatThrownBy(() -> CHANGES.judge(readers, PREVIOUS, before, without(before, "C21"), Map.of(), danger))
                .isInstanceOf(Changes.Contradicted.class);
    }

    @Test
    void theFirstDayIsAMonthLaterByTheCalendarOfTheCustomers() {
        Agreed before = library(Audience.CONSUMER);
        Verdict verdict = judged(Audience.CONSUMER, before, without(before, "C21"));

        // A month over the end of summer time, and into a shorter one
        assertThat(verdict.earliest(Instant.parse("2026-10-10T10:00:00Z"))).isEqualTo("2026-11-10T11:00:00Z");
        assertThat(verdict.earliest(Instant.parse("2027-01-31T11:00:00Z"))).isEqualTo("2027-02-28T11:00:00Z");
        assertThat(verdict.basis()).isNotNull().satisfies(article -> assertThat(article.fr())
                .contains("L224-25-26"));
    }

    /** By what each audience comes to be bound, when the terms give the right to change and when they do not. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            CONSUMER,         C21, NOTICE,  CHG-ADVERSE-B2C
            NON_PROFESSIONAL, C21, NOTICE,  CHG-ADVERSE-NPRO
            PROFESSIONAL,     C21, NOTICE,  CHG-ADVERSE-B2B
            CONSUMER,         C03, EXPRESS, CHG-NO-RIGHT-B2C
            NON_PROFESSIONAL, C03, EXPRESS, CHG-NO-RIGHT-NPRO
            PROFESSIONAL,     C03, EXPRESS, CHG-NO-RIGHT-B2B
            """)
    void theTermsThatWereAgreedToSayWhetherTheyMayBeChanged(
            Audience readers, String missing, Consent expected, String rule) {
        Agreed all = library(readers);
        Agreed before = missing.equals("C03") ? without(all, "C03") : all;

        Verdict verdict = judged(readers, before, without(before, "C21"));

        assertThat(verdict.consent()).isEqualTo(expected);
        assertThat(verdict.changes()).extracting(Verdict.Judged::rule).containsExactly(rule);
    }

    @Test
    void professionalsWhoAgreedSoAreBoundBySilenceAndMayLeave() {
        Effect silence = new Effect(Effect.Kind.ACCEPTANCE, null, null, null, null, Set.of(Effect.Trait.BY_SILENCE));
        Agreed before = with(without(library(Audience.PROFESSIONAL), "C03"), provision("C03", "Silence", silence));
        Verdict verdict = judged(Audience.PROFESSIONAL, before, without(before, "C21"));

        assertThat(verdict.consent()).isEqualTo(Consent.SILENCE);
        assertThat(verdict.exitDays()).isEqualTo(30);
        assertThat(verdict.changes().getFirst().source().fr()).contains("1120");
        assertThat(judged(Audience.CONSUMER, before, without(before, "C21")).consent())
                .isEqualTo(Consent.EXPRESS);
    }

    @Test
    void everyRuleNamesAnArticleInBothLanguages() {
        NoticeTable table = CHANGES.rules();
        assertThat(table.rules()).allSatisfy(rule -> assertThat(
                        List.of(rule.source().fr(), rule.source().en()))
                .allMatch(source -> source.contains("art.")));
        assertThat(table.rules().stream().map(NoticeRule::id)).doesNotHaveDuplicates();
        assertThat(table.grounds()).extracting(GroundRule::ground).containsExactlyInAnyOrder(Ground.values());
    }

    private static Verdict judged(Audience readers, Agreed before, Agreed after) {
        return CHANGES.judge(readers, PREVIOUS, before, after, Map.of(), null);
    }

    private static Map<String, ChangeClass> byTopic(Verdict verdict) {
        return verdict.changes().stream()
                .collect(Collectors.toMap(
                        one -> one.change().topic(), one -> one.change().changeClass()));
    }

    private static TopicChange only(Agreed before, Agreed after) {
        List<Verdict.Judged> changes = judged(Audience.CONSUMER, before, after).changes();
        assertThat(changes).hasSize(1);
        return changes.getFirst().change();
    }

    private static Agreed library(Audience readers) {
        return new Agreed(
                Library.of(readers, Level.STANDARD).stream()
                        .map((Clause clause) -> Provision.of(clause, clause.text()))
                        .toList(),
                Level.STANDARD,
                PROMISES);
    }

    private static Agreed without(Agreed terms, String topic) {
        return new Agreed(
                terms.provisions().stream()
                        .filter(provision -> !provision.code().equals(topic))
                        .toList(),
                terms.level(),
                terms.promises());
    }

    private static Agreed with(Agreed terms, Provision more) {
        return new Agreed(
                Stream.concat(terms.provisions().stream(), Stream.of(more)).toList(), terms.level(), terms.promises());
    }

    private static Agreed agreed(Provision provision) {
        return new Agreed(List.of(provision), Level.STANDARD, PROMISES);
    }

    static Provision provision(String code, String words, Effect... effects) {
        Text text = new Text(words, words);
        return new Provision(
                UUID.nameUUIDFromBytes(
                        (code + words + List.of(effects)).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                code,
                new org.gardefou.terms.language.Name("a", "a"),
                text,
                text,
                List.of(effects));
    }

    private static Effect[] effect(String json) throws IOException {
        return json == null ? new Effect[0] : new Effect[] {JSON.readValue(json, Effect.class)};
    }

    private static Effect plain(Effect.Kind kind) {
        return new Effect(kind, null, null, null, null, null);
    }

    private static Promises promised(String path, String value) throws IOException {
        ObjectNode promises = JSON.valueToTree(PROMISES);
        int last = path.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) promises.at(path.substring(0, last));
        if (value == null) parent.remove(path.substring(last + 1));
        else parent.set(path.substring(last + 1), JSON.readTree(value));
        return JSON.treeToValue(promises, Promises.class);
    }

    /** Terms made by chance. */
    private static final class Samples {

        static Agreed agreed(Random random) {
            Set<String> topics = new TreeSet<>();
            IntStream.range(0, 6).forEach(i -> topics.add("C%02d".formatted(1 + random.nextInt(9))));
            List<Provision> provisions = topics.stream()
                    .map(topic -> provision(
                            topic,
                            "Texte " + random.nextInt(3),
                            IntStream.range(0, 1 + random.nextInt(3))
                                    .mapToObj(i -> effect(random))
                                    .toArray(Effect[]::new)))
                    .toList();
            return new Agreed(provisions, Level.STANDARD, PROMISES);
        }

        private static Effect effect(Random random) {
            return new Effect(
                    one(random, Effect.Kind.values()),
                    some(random, Effect.Cause.values()),
                    some(random, Effect.Loss.values()),
                    random.nextInt(4) == 0 ? new Effect.Cap(1 + random.nextInt(24)) : null,
                    null,
                    some(random, Effect.Trait.values()));
        }

        private static <E> E one(Random random, E[] all) {
            return all[random.nextInt(all.length)];
        }

        private static <E> Set<E> some(Random random, E[] all) {
            Set<E> some = new HashSet<>();
            IntStream.range(0, random.nextInt(4)).forEach(i -> some.add(one(random, all)));
            return some;
        }
    }
}
