package org.gardefou.restore.preparation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the live site, ready for the switch.
 *
 * @param folder of everything that belongs to this restore, below the site's root
 * @param tree the restored document root in it, below the site's root; of chosen files it holds only those, and it is empty where
 *     no files come back
 * @param identity device and inode of that tree: tells after a crash which of the two is live
 * @param files restored, without dumps
 * @param carried newer files of the live site that were copied in, below the document root
 * @param sanitised what was taken out or changed for safety
 * @param parts the files and folders that are put in place one by one, below the document root; null when the document root is
 *     exchanged as one
 * @param moves what is to be moved for them, fixed before the first is; null before that
 */
public record Prepared(
        String folder,
        String tree,
        String identity,
        long files,
        long bytes,
        List<PreparedSchema> schemas,
        List<String> carried,
        List<String> sanitised,
        @Nullable List<String> parts,
        @Nullable List<Move> moves) {

    /** The whole site. */
    public Prepared(
            String folder,
            String tree,
            String identity,
            long files,
            long bytes,
            List<PreparedSchema> schemas,
            List<String> carried,
            List<String> sanitised) {
        this(folder, tree, identity, files, bytes, schemas, carried, sanitised, null, null);
    }

    /**
     * One thing that is put in place of another, or where there was nothing. Which of the two stands where tells after a crash how
     * far it is. They are told by their inodes: the number of a device may be another one after a restart of the machine.
     *
     * @param path below the document root
     * @param restored inode of what comes
     * @param before inode of what stood there; null when nothing did
     */
    public record Move(
            String path, String restored, @Nullable String before) {}

    /**
     * One schema loaded beside the live one.
     *
     * @param dumpFolder of its dump, absolute
     * @param chosen the tables that were loaded, to be put in place alone; null for the whole schema
     * @param staying live tables that are not put out of their place
     */
    public record PreparedSchema(
            String live,
            String shadow,
            String retired,
            String dumpFolder,
            int tables,
            @Nullable List<String> chosen,
            List<String> staying) {

        /** Versions before kept none, and did not say so. */
        @SuppressWarnings("NullAway") // what was written by them
        public PreparedSchema {
            staying = staying == null ? List.of() : List.copyOf(staying);
        }

        /** No live table stays. */
        public PreparedSchema(
                String live,
                String shadow,
                String retired,
                String dumpFolder,
                int tables,
                @Nullable List<String> chosen) {
            this(live, shadow, retired, dumpFolder, tables, chosen, List.of());
        }

        /** A whole schema. */
        public PreparedSchema(String live, String shadow, String retired, String dumpFolder, int tables) {
            this(live, shadow, retired, dumpFolder, tables, null, List.of());
        }

        /** The same with so many tables. */
        PreparedSchema holding(int many) {
            return new PreparedSchema(live, shadow, retired, dumpFolder, many, chosen, staying);
        }

        /** The same without touching some live tables. */
        public PreparedSchema leaving(List<String> tables) {
            return new PreparedSchema(live, shadow, retired, dumpFolder, this.tables, chosen, tables);
        }

        /** Where it is noted which newer rows are kept. */
        public String notes() {
            return SchemaNames.notes(shadow);
        }

        /** Whether the version before prepared it, under names that a customer's grant on his own schemas may reach. */
        public boolean byFormerVersion() {
            return SchemaNames.former(shadow) || SchemaNames.former(retired);
        }
    }

    /** Tables of all schemas. */
    public int tables() {
        return schemas.stream().mapToInt(PreparedSchema::tables).sum();
    }

    /** Whether there are files in it. */
    public boolean hasFiles() {
        return parts == null || !parts.isEmpty();
    }

    /** The same with its schemas. */
    public Prepared loaded(List<PreparedSchema> all) {
        return new Prepared(folder, tree, identity, files, bytes, all, carried, sanitised, parts, moves);
    }

    /** The same with more files carried over. */
    public Prepared carrying(List<String> all) {
        return new Prepared(folder, tree, identity, files, bytes, schemas, List.copyOf(all), sanitised, parts, moves);
    }

    /** The same with what is to be moved. */
    public Prepared moving(List<Move> planned) {
        return new Prepared(
                folder, tree, identity, files, bytes, schemas, carried, sanitised, parts, List.copyOf(planned));
    }
}
