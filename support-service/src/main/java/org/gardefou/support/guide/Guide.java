package org.gardefou.support.guide;

/**
 * A how-to in one language.
 *
 * @param key the same in both languages; causes refer to it
 * @param markdown the whole text, headings from the second level down
 */
public record Guide(String key, String locale, String title, String summary, String markdown) {}
