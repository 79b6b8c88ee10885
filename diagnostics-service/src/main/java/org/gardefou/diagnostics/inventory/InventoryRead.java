package org.gardefou.diagnostics.inventory;

import java.util.UUID;

/** A site's inventory was read anew; observers work in the transaction that stores it. */
public record InventoryRead(UUID site) {}
