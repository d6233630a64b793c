package onetill.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Nobody misses this call: when there is too much to do it is answered 202 before anything is read or asked, even who calls. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Expendable {

    /** The metric that counts what was dropped, with the reason {@code busy}. */
    String value();
}
