package org.gardefou.diagnostics.inventory;

import java.io.IOException;
import java.util.List;

/** Reads the components of sites of one CMS. */
interface CmsReader {

    Cms cms();

    /** Whether the site is one of it. */
    boolean recognises(Tree tree) throws IOException;

    /** All its components; the CMS itself is the first. */
    List<Component> read(Tree tree) throws IOException;
}
