package org.gardefou.terms.document;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.change.Ground;
import org.gardefou.terms.change.TopicChange;
import org.gardefou.terms.change.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * How a version is to be published.
 *
 * @param effectiveFrom when it comes into force; left out: at once
 * @param signOffs who takes which warning on themselves; left out: nobody
 * @param changes what staff says of topics that change; left out: nothing, the metadata decides
 * @param ground what shortens the notice; left out: nothing
 */
record NewPublication(
        @Schema(examples = "2030-01-01T00:00:00Z") @Nullable Instant effectiveFrom,
        @Size(max = 100) @Nullable List<SignOff.@NotNull @Valid Signed> signOffs,
        @Size(max = 35) @Nullable List<@NotNull @Valid Declared> changes,
        @Valid @Nullable Invoked ground) {

    static final NewPublication AT_ONCE = new NewPublication(null, null, null, null);

    /** A topic that changes, and what that does: only more than the metadata says. */
    @Schema(name = "DeclaredChange")
    record Declared(
            @NotNull @Pattern(regexp = "C[0-9]{2}", message = "must be the code of a topic: C11") String topic,

            @NotNull ChangeClass changeClass,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 1000) String reason) {}

    /** What shortens the notice, and who says so: the text of law that imposes the change, or the danger. */
    @Schema(name = "InvokedGround")
    record Invoked(
            @NotNull Ground ground,
            @NotBlank @Size(max = 200) String source,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 1000) String reason) {}

    List<SignOff.Signed> signed() {
        return once(signOffs, SignOff.Signed::rule, "/signOffs", "must not sign a rule twice");
    }

    Following.Said said() {
        List<Declared> once = once(changes, Declared::topic, "/changes", "must not declare a topic twice");
        return new Following.Said(
                once.stream()
                        .collect(java.util.stream.Collectors.toMap(
                                Declared::topic,
                                one -> new TopicChange.Declaration(one.changeClass, one.name, one.reason))),
                ground == null ? null : new Verdict.Plea(ground.ground, ground.source, ground.name, ground.reason));
    }

    /** Said once is enough, and twice is a mistake. */
    private static <T> List<T> once(@Nullable List<T> given, Function<T, String> about, String at, String message) {
        List<T> all = given == null ? List.of() : given;
        if (all.stream().map(about).distinct().count() < all.size()) throw Problems.validation(at, message);
        return all;
    }
}
