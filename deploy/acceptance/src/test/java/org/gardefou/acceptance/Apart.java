package org.gardefou.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests with a {@link World} for themselves, played beside those that share one: they kill its processes and mostly wait. */
@Execution(value = ExecutionMode.CONCURRENT, reason = "It has a suite and a site of its own.")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Apart {}
