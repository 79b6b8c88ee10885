package org.gardefou.terms.acceptance;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * An address that mail can be sent to: one address alone, as {@link EmailCheck} takes it. Comments, quotes and line ends have no place in it, so that it
 * cannot become a second header or a second recipient.
 */
@Constraint(validatedBy = EmailCheck.class)
@Target({FIELD, PARAMETER, RECORD_COMPONENT, TYPE_USE})
@Retention(RUNTIME)
public @interface Email {

    String message() default
            "must be one e-mail address, as name@example.org; write an international domain in its ASCII form (xn--)";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
