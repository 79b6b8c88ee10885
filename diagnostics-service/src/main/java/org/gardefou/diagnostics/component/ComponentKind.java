package org.gardefou.diagnostics.component;

/** What a component is to its site. */
public enum ComponentKind {
    /** The CMS itself. */
    CMS,
    /** What extends it: a plugin of WordPress or Joomla. */
    PLUGIN,
    /** How it looks: a theme, a template. */
    THEME,
    /** A module of Drupal, PrestaShop or Joomla, a component of Joomla. */
    MODULE,
    /** A plugin of WordPress that is always on ({@code mu-plugins}). */
    MUST_USE,
    /** A file that takes the place of a part of WordPress, such as {@code object-cache.php}. */
    DROP_IN
}
