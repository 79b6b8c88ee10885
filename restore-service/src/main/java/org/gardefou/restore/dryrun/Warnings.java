package org.gardefou.restore.dryrun;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gardefou.restore.dryrun.DryRun.OneTable;
import org.gardefou.restore.dryrun.DryRun.Warning;
import org.gardefou.restore.dryrun.DryRun.Warning.Code;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.newer.Newer;
import org.jspecify.annotations.Nullable;

/** What to know before a restore is asked for, in words. Pure. */
final class Warnings {

    private final List<Warning> all = new ArrayList<>();

    void add(Code code, String fr, String en, Object... values) {
        all.add(new Warning(code, new Text(fr, en).with(values)));
    }

    void breakage() {
        add(
                Code.CONTAINS_BREAKAGE,
                "Ce point de restauration a été pris alors que le site était en panne ; demandez conseil (/restores/v1/advice) pour en choisir un meilleur.",
                "This restore point was taken while the site was broken; ask for advice (/restores/v1/advice) to choose a better one.");
    }

    void running(Object other) {
        add(
                Code.RESTORE_RUNNING,
                "Une autre restauration de ce site est en cours (%s) ; attendez sa fin, ou annulez-la.",
                "Another restore of this site is at work (%s); wait until it has ended, or call it off.",
                other);
    }

    void files(DryRun.@Nullable Files files) {
        if (files == null) return;
        if (files.lost().count() > 0) {
            add(
                    Code.LOSES_NEWER_FILES,
                    "%d fichiers écrits depuis ce point de restauration seraient perdus ; téléchargez ceux que vous voulez garder (files.lost).",
                    "%d files written since this restore point would be lost; download those that you want to keep (files.lost).",
                    files.lost().count());
        }
        incomplete(files.complete());
    }

    void newer(List<Newer> all) {
        List<Newer> losing = all.stream().filter(Newer::losing).toList();
        if (losing.isEmpty()) return;
        String counts =
                losing.stream().map(one -> one.added() + " " + one.kind()).collect(Collectors.joining(", "));
        add(
                Code.LOSES_NEWER_CONTENT,
                "Des contenus plus récents seraient perdus (%s) ; demandez la restauration avec keepNewer pour les garder.",
                "Newer content would be lost (%s); ask for the restore with keepNewer to keep it.",
                counts);
    }

    void tables(DryRun.@Nullable Tables tables, List<OneTable> seen) {
        if (tables == null) return;
        List<String> losing = seen.stream()
                .filter(one -> one.rowsNow() != null && one.rowsThen() != null && one.rowsNow() > one.rowsThen())
                .map(OneTable::table)
                .toList();
        if (!losing.isEmpty()) {
            add(
                    Code.LOSES_ROWS,
                    "Des lignes plus récentes seraient perdues dans %s ; exportez celles que vous voulez garder.",
                    "Newer rows would be lost in %s; export those that you want to keep.",
                    String.join(", ", losing.stream().limit(10).toList()) + (losing.size() > 10 ? ", …" : ""));
        }
        incomplete(tables.complete() || said(Code.DATABASE_NOT_COMPARED));
    }

    void version(String schema, String then, String now) {
        add(
                Code.VERSION_DIFFERS,
                "La base %s a été copiée d'un serveur %s, et celui d'aujourd'hui est %s ; vérifiez le site après la restauration.",
                "The database %s was copied from a server %s, and today's is %s; look at the site after the restore.",
                schema,
                then,
                now);
    }

    void ownerless(String schema) {
        add(
                Code.DATABASE_OWNER_MISSING,
                "Aucun compte n'est sûrement celui du site sur la base %s ; si elle a des vues, routines, déclencheurs ou événements, la restauration s'arrêtera avant la bascule. L'hébergeur doit créer un compte qui a tous les droits sur cette base et sur rien d'autre.",
                "No account is surely the site's on the database %s; if it has views, routines, triggers or events the restore will stop before the switch. The hoster must make an account that has all rights on this database and on nothing else.",
                schema);
    }

    void notCompared(String database) {
        add(
                Code.DATABASE_NOT_COMPARED,
                "Les lignes de la base PostgreSQL %s ne sont pas comparées ; toute la base serait remplacée par celle du point de restauration.",
                "The rows of the PostgreSQL database %s are not compared; all of it would be replaced by that of the restore point.",
                database);
    }

    void onAnotherServer() {
        add(
                Code.ON_ANOTHER_SERVER,
                "Le site est sur un autre serveur. Les fichiers y passent par SSH et y sont échangés d'un seul geste (renameat2, par perl) ; si la connexion se coupe pendant la bascule, l'état d'avant revient dès qu'elle est rétablie.",
                "The site is on another server. Files cross over SSH and are exchanged there in one step (renameat2, by perl); when the connection is cut during the switch, the state before comes back as soon as it is there again.");
    }

    void otherPlace(String documentRoot) {
        add(
                Code.OTHER_PLACE,
                "Ce point de restauration peut venir d'une autre place que celle où le site est maintenant (%s), qui sera remplacée ; ce qui est encore à l'autre place n'est ni sauvegardé ni changé. Vérifiez que les réglages du site y nomment sa base (elsewhere.keepFiles).",
                "This restore point may come from another place than the one where the site is now (%s), which will be replaced; what is still at the other place is neither saved nor changed. Check that the site's settings name its database there (elsewhere.keepFiles).",
                documentRoot);
    }

    private void incomplete(boolean complete) {
        if (complete || said(Code.INCOMPLETE)) return;
        add(
                Code.INCOMPLETE,
                "Tout n'a pas pu être comparé dans le temps imparti ; choisissez moins de fichiers, ou comptez avec plus de changements que ceux nommés.",
                "Not everything could be compared in the time there is; choose fewer files, or reckon with more changes than are named.");
    }

    private boolean said(Code code) {
        return all.stream().anyMatch(one -> one.code() == code);
    }

    List<Warning> list() {
        return List.copyOf(all);
    }
}
