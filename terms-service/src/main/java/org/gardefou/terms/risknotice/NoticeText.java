package org.gardefou.terms.risknotice;

import org.gardefou.terms.language.Text;

/**
 * What a notice says, each part in French and in English.
 *
 * @param duty whose part the change and its consequences are, and the clause that says so
 * @param help what help there is, and at which price
 * @param restorePoint how old the last good restore point is
 */
public record NoticeText(
        Text title, Text mayHappen, Text before, Text after, Text duty, Text help, Text restorePoint) {}
