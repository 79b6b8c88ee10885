package org.gardefou.terms.acceptance;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * An address that mail can be sent to: one address alone, as browsers take it in a form (HTML, "valid e-mail address"), with a domain of at least two
 * parts and no longer than SMTP allows (RFC 5321, 4.5.3.1). Comments, quotes and line ends have no place in it, so that it cannot become a
 * second header or a second recipient.
 */
@Pattern(
        regexp =
                "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](-*[A-Za-z0-9]+)*(\\.[A-Za-z0-9](-*[A-Za-z0-9]+)*)+")
@Size(max = 254) @ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({FIELD, PARAMETER, RECORD_COMPONENT, TYPE_USE})
@Retention(RUNTIME)
public @interface Email {

    String message() default
            "must be one e-mail address, as name@example.org; write an international domain in its ASCII form (xn--)";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
