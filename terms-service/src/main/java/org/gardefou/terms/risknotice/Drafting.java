package org.gardefou.terms.risknotice;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.gardefou.terms.responsibility.Matrix;

/** Makes what a notice says of a change: for the change that happened, and for the one that somebody only thinks of. */
@ApplicationScoped
class Drafting {

    private final Risks risks;
    private final Composer composer;

    Drafting(Words words, Risks risks, Matrix matrix) {
        this.risks = risks;
        this.composer = new Composer(words, risks, matrix);
    }

    /**
     * What the notice says then, of all its changes.
     *
     * @param level of this change alone
     */
    record Draft(Risk level, Gathered gathered, Composer.Composed composed) {}

    /** Which changes it can be told of with. */
    String grouping(Kind kind, ChangeEvent change) {
        return change.grouping(risks.family(kind));
    }

    Draft draft(Kind kind, ChangeEvent change, NoticeWriter.Standing standing, Instant now) {
        Risks.Judged judged = risks.judge(kind, change.details());
        Gathered.Member member = new Gathered.Member(
                change.change(), kind.type(), change.objectName(), judged.level(), change.happenedAt());
        NoticeWriter.Open joined = standing.joined();
        Gathered gathered = joined == null
                ? Gathered.of(member, judged.words())
                : joined.gathered().with(member, judged.words());
        return new Draft(
                judged.level(),
                gathered,
                composer.compose(gathered, change.byHost(), standing.cover(), standing.lastGood(), now));
    }
}
