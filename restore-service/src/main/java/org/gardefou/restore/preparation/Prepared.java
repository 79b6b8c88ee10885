package org.gardefou.restore.preparation;

import java.util.List;

/**
 * What stands beside the live site, ready for the switch.
 *
 * @param folder of everything that belongs to this restore, below the site's root
 * @param tree the restored document root in it, below the site's root
 * @param identity device and inode of that tree: tells after a crash which of the two is live
 * @param files restored, without dumps
 * @param carried newer files of the live site that were copied in, below the document root
 * @param sanitised what was taken out or changed for safety
 */
public record Prepared(
        String folder,
        String tree,
        String identity,
        long files,
        long bytes,
        List<PreparedSchema> schemas,
        List<String> carried,
        List<String> sanitised) {

    /**
     * One schema loaded beside the live one.
     *
     * @param dumpFolder of its dump, absolute
     */
    public record PreparedSchema(String live, String shadow, String retired, String dumpFolder, int tables) {

        /** Whether the version before prepared it, under names that a customer's grant on his own schemas may reach. */
        public boolean byFormerVersion() {
            return SchemaNames.former(shadow) || SchemaNames.former(retired);
        }
    }

    /** Tables of all schemas. */
    public int tables() {
        return schemas.stream().mapToInt(PreparedSchema::tables).sum();
    }

    /** The same with more files carried over. */
    public Prepared carrying(List<String> all) {
        return new Prepared(folder, tree, identity, files, bytes, schemas, List.copyOf(all), sanitised);
    }
}
