package org.gardefou.backup.content;

import org.gardefou.backup.content.Contents.Indexed;

/**
 * What is compared: two positions of a site, and the folder that is looked into. Pure.
 *
 * @param site the site's number
 * @param back whether the newer one is asked for first
 */
record Span(int site, int older, int newer, boolean back, String folder) {

    static Span of(Indexed from, Indexed to, String folder) {
        return new Span(
                from.number(),
                Math.min(from.position(), to.position()),
                Math.max(from.position(), to.position()),
                from.position() > to.position(),
                folder);
    }

    /** What the paths of all folders below it begin with. */
    String below() {
        return folder.equals(FolderPath.TOP) ? FolderPath.TOP : folder + "/";
    }

    /** The condition for a version of the older position that is not there as it was in the newer one. */
    String gone(String version) {
        return "%1$s.site = %2$d and %1$s.kind <> 1 and %1$s.until_position > %3$d and %1$s.until_position <= %4$d and %1$s.until_position < 2147483647 and %1$s.from_position <= %3$d"
                .formatted(version, site, older, newer);
    }

    /** And for one of the newer position that was not there so in the older one. */
    String come(String version) {
        return "%1$s.site = %2$d and %1$s.kind <> 1 and %1$s.from_position > %3$d and %1$s.from_position <= %4$d and %1$s.until_position > %4$d"
                .formatted(version, site, older, newer);
    }

    /** Leaves out, where it is put behind a condition, what is in other folders: not all of a site is compared for one of them. */
    void within(Question question, String version) {
        if (folder.equals(FolderPath.TOP)) return;
        question.add(
                "and %s.folder in (select id from content_folder where site = %d and (path = ? or starts_with(path, ?)))"
                        .formatted(version, site),
                folder,
                below());
    }
}
