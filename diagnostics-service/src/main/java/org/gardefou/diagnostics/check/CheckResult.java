package org.gardefou.diagnostics.check;

import java.util.List;
import org.gardefou.diagnostics.attribution.Finding;
import org.gardefou.diagnostics.language.Text;

/**
 * What one check gave.
 *
 * @param check its stable name, {@code family.thing}
 * @param text for people: what was seen, or why it could not be looked at
 * @param findings what may explain the trouble, if anything
 */
public record CheckResult(String check, Severity severity, Text text, List<Finding> findings) {

    public CheckResult {
        findings = List.copyOf(findings);
    }

    static CheckResult ok(String check, String fr, String en) {
        return new CheckResult(check, Severity.OK, new Text(fr, en), List.of());
    }

    static CheckResult couldNot(String check, String fr, String en) {
        return new CheckResult(check, Severity.COULD_NOT_CHECK, new Text(fr, en), List.of());
    }

    static CheckResult found(String check, Severity severity, Text text, Finding... findings) {
        return new CheckResult(check, severity, text, List.of(findings));
    }
}
