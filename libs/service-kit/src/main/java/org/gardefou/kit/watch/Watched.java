package org.gardefou.kit.watch;

/** A bean with a thread of its own that has to run as long as the service does. */
public interface Watched {

    Pulse pulse();
}
