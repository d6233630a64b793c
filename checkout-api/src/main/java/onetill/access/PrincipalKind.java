package onetill.access;

/** What a caller has shown. */
public enum PrincipalKind {
    /** A merchant's own server. */
    SECRET_KEY,
    /** A page or an app of the merchant; everybody can read this key. */
    PUBLISHABLE_KEY,
    /** The device of one shopper, for one session. */
    CLIENT_TOKEN,
    /** An enrolled till, bound to its channel. */
    REGISTER,
    /** A person of the merchant, signed in at the OpenID Connect issuer. */
    STAFF,
    /** OneTill itself: timers and answers of providers. Never by HTTP. */
    SYSTEM
}
