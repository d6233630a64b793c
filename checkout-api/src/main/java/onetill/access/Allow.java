package onetill.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call this. An endpoint without it answers 403 to everybody. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Allow {

    /** Kinds of callers other than staff. */
    PrincipalKind[] value() default {};

    /** Members of staff with at least one of these roles. */
    Role[] staff() default {};

    /** Without any credential: for what carries its own proof, such as a signature or a single-use token. */
    boolean anyone() default false;

    /**
     * For anyone, and each message is signed: providers send many from few addresses. What one bears is not taken for a
     * credential of ours.
     */
    boolean signed() default false;
}
