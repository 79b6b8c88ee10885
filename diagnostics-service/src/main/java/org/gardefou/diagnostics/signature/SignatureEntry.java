package org.gardefou.diagnostics.signature;

import com.google.re2j.Pattern;
import java.util.List;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;
import org.gardefou.diagnostics.signature.Signature.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A signature as the catalogue has it written: as data.
 *
 * @param pattern in RE2 syntax
 * @param samples that it must be found in, before all others
 * @param others that it must not match; none for the shipped ones, which are tested against each other
 */
record SignatureEntry(
        String id,
        List<String> sources,
        String pattern,
        Severity severity,
        Prior prior,
        Area area,
        String guide,
        Text text,
        Text where,
        Text todo,
        List<String> samples,
        @Nullable List<String> others,
        @Nullable List<String> yieldsTo,
        @Nullable List<String> winsOver) {

    SignatureEntry {
        sources = List.copyOf(sources);
        samples = List.copyOf(samples);
        others = others == null ? null : List.copyOf(others);
        yieldsTo = yieldsTo == null ? null : List.copyOf(yieldsTo);
        winsOver = winsOver == null ? null : List.copyOf(winsOver);
    }

    /** @throws com.google.re2j.PatternSyntaxException when the pattern is none */
    Signature compile() {
        return new Signature(
                id,
                sources,
                Pattern.compile(pattern),
                severity,
                prior,
                area,
                guide,
                text,
                where,
                todo,
                samples,
                yieldsTo == null ? List.of() : yieldsTo,
                winsOver == null ? List.of() : winsOver);
    }
}
