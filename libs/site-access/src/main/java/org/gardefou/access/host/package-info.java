/** The machine on which a site lives: its commands, its files, its short-lived secret files. */
@org.jspecify.annotations.NullMarked
package org.gardefou.access.host;
