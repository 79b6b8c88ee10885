/** How far a long job is: one state that is polled and one stream that is listened to. */
@org.jspecify.annotations.NullMarked
package org.gardefou.kit.progress;
