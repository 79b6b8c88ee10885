package org.gardefou.kit.problempage;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of the pages, and the words around each text. */
enum Language {
    FR(
            "Tous les problèmes",
            "Que faire",
            "In English",
            "Toute erreur est un document <code>application/problem+json</code> (RFC 9457). Son <code>type</code> mène à l'une de ces pages.",
            "Aucun problème ne porte ce nom ici. Chaque service présente les siens."),
    EN(
            "All problems",
            "What to do",
            "En français",
            "Every error is an <code>application/problem+json</code> document (RFC 9457). Its <code>type</code> leads to one of these pages.",
            "No problem has this name here. Each service shows its own.");

    final String all;
    final String toDo;
    final String switchTo;
    final String introduction;
    final String unknown;

    Language(String all, String toDo, String switchTo, String introduction, String unknown) {
        this.all = all;
        this.toDo = toDo;
        this.switchTo = switchTo;
        this.introduction = introduction;
        this.unknown = unknown;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Language other() {
        return this == FR ? EN : FR;
    }

    /** That of the query, or else the first of the browser's that there is, or else English. */
    static Language of(@Nullable String asked, List<String> accepted) {
        if (asked != null) return asked.toLowerCase(Locale.ROOT).startsWith("fr") ? FR : EN;
        for (String one : accepted) {
            String tag = one.toLowerCase(Locale.ROOT);
            if (tag.startsWith("fr")) return FR;
            if (tag.startsWith("en")) return EN;
        }
        return EN;
    }
}
