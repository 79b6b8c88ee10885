package org.gardefou.terms.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.clause.Effect.Kind;
import org.gardefou.terms.clause.Effect.Trait;
import org.gardefou.terms.clause.Library;
import org.gardefou.terms.document.PublishedTerms.Declared;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.plan.Level;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {

    @Test
    void aBoxFollowsFromWhatAClauseDeclaresWhateverItsTopicIs() {
        List<Acknowledgement> boxes = Acknowledgement.of(
                List.of(
                        clause("C03", Kind.INFORM, Trait.BACKUPS_ACKNOWLEDGED),
                        clause("C09", Kind.DUTY_HOST, Trait.BACKUPS_ACKNOWLEDGED),
                        clause("C20", Kind.DUTY_CUSTOMER, Trait.CHANGES_ACKNOWLEDGED),
                        clause("C11", Kind.INFORM)),
                false);

        assertThat(boxes).extracting(Acknowledgement::key).containsExactly("backups", "changes");
        assertThat(boxes.getFirst().words(Language.FR)).endsWith(" (articles C03, C09).");
        assertThat(boxes.getLast().words(Language.EN)).endsWith(" (clause C20).");
    }

    /** What the library declares of the button that orders is what stands on the page's. */
    @Test
    void theButtonOfThePageIsTheOneThatIsCheckedBeforePublication() {
        assertThat(Library.of(Audience.CONSUMER, Level.STANDARD).stream()
                        .flatMap(clause -> clause.effects().stream())
                        .filter(effect -> effect.kind() == Kind.ORDER)
                        .map(Effect::button))
                .containsExactly(new Name(ButtonText.ORDER.in(Language.FR), ButtonText.ORDER.in(Language.EN)));
    }

    @Test
    void aVersionThatDeclaresNothingOfTheKindAsksForNone() {
        assertThat(Acknowledgement.of(
                        List.of(clause("C11", Kind.INFORM), clause("C12", Kind.DUTY_HOST), clause("C15", Kind.PRICE)),
                        true))
                .isEmpty();
    }

    @Test
    void aVersionFromBeforeTheTraitsAsksByItsTopicsForWhatDecidesWhoBearsALoss() {
        List<Declared> older = List.of(
                clause("C01", Kind.INFORM),
                clause("C11", Kind.INFORM),
                clause("C12", Kind.DUTY_CUSTOMER),
                clause("C15", Kind.DUTY_CUSTOMER),
                clause("C17", Kind.DUTY_CUSTOMER),
                clause("C33", Kind.PENALTY, Trait.EXPRESS_CONSENT));

        assertThat(Acknowledgement.ofOlder(older, false))
                .extracting(Acknowledgement::key)
                .containsExactly("backups", "changes", "security", "express-C33");
        assertThat(Acknowledgement.ofOlder(older, false).getFirst().topics()).containsExactly("C11", "C12");
        assertThat(Acknowledgement.ofOlder(List.of(clause("C01", Kind.INFORM)), true))
                .isEmpty();
    }

    @Test
    void anEffectThatNobodyForesawAndThatNeedsConsentHasABoxOfItsOwn() {
        List<Acknowledgement> boxes = Acknowledgement.of(
                List.of(
                        clause("C33", Kind.PENALTY, Trait.EXPRESS_CONSENT),
                        clause("C34", Kind.SUSPEND, Trait.EXPRESS_CONSENT)),
                false);

        assertThat(boxes).extracting(Acknowledgement::key).containsExactly("express-C33", "express-C34");
        assertThat(boxes).allMatch(Acknowledgement::required);
        assertThat(boxes.getFirst().words(Language.FR))
                .isEqualTo("J'accepte expressément ce que dit l'article « Titre de C33 » (article C33).");
        assertThat(boxes.getFirst().words(Language.EN))
                .isEqualTo("I expressly agree to what the clause “Title of C33” says (clause C33).");
    }

    @Test
    void oneThatIsForeseenHasNoSecondBoxForTheSame() {
        assertThat(Acknowledgement.of(
                        List.of(clause("C32", Kind.WITHDRAWAL, Trait.EARLY_START_CONSENT, Trait.EXPRESS_CONSENT)),
                        true))
                .extracting(Acknowledgement::key)
                .containsExactly("early-start");
    }

    @Test
    void toBeginAtOnceOrToLoseTheRightOfWithdrawalIsAskedOfWhoOrdersAndIsTheirsToRefuse() {
        List<Declared> clauses =
                List.of(clause("C32", Kind.WITHDRAWAL, Trait.EARLY_START_CONSENT, Trait.WITHDRAWAL_WAIVER));

        assertThat(Acknowledgement.of(clauses, true))
                .extracting(Acknowledgement::key)
                .containsExactly("early-start", "withdrawal-waiver");
        assertThat(Acknowledgement.of(clauses, true)).noneMatch(Acknowledgement::required);
        // Who has the service already has nothing to begin
        assertThat(Acknowledgement.of(clauses, false)).isEmpty();
    }

    @Test
    void theLibraryAsksForWhatDecidesWhoBearsALoss() {
        List<Declared> consumer = Library.of(Audience.CONSUMER, Level.STANDARD).stream()
                .map(clause -> new Declared(clause.code(), clause.title(), clause.effects()))
                .toList();
        List<Declared> professional = Library.of(Audience.PROFESSIONAL, Level.VPS).stream()
                .map(clause -> new Declared(clause.code(), clause.title(), clause.effects()))
                .toList();

        assertThat(Acknowledgement.of(consumer, true))
                .extracting(Acknowledgement::key)
                .containsExactly("backups", "changes", "security", "early-start");
        assertThat(Acknowledgement.of(consumer, true))
                .extracting(Acknowledgement::topics)
                .containsExactly(List.of("C11", "C12", "C14"), List.of("C15", "C16"), List.of("C17"), List.of("C32"));
        assertThat(Acknowledgement.of(professional, true))
                .extracting(Acknowledgement::key)
                .containsExactly("backups", "changes", "security");
    }

    @Test
    void theButtonOfAnOrderSaysThatItCosts() {
        assertThat(ButtonText.ORDER.in(Language.FR)).isEqualTo("Commande avec obligation de paiement");
        assertThat(ButtonText.ORDER.in(Language.EN)).isEqualTo("Order with obligation to pay");
    }

    private static Declared clause(String code, Kind kind, Trait... traits) {
        return new Declared(
                code,
                new Name("Titre de " + code, "Title of " + code),
                List.of(new Effect(kind, null, null, null, null, Set.of(traits))));
    }
}
