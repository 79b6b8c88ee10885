package org.gardefou.diagnostics.feed;

/** A feed has other contents now; observers work in the transaction that swaps it, and are quick. */
public record FeedSwapped(String feed) {}
