package onetill.access;

/** What a member of staff does at this merchant, as the issuer's {@code roles} claim says. */
public enum Role {
    AGENT,
    CASHIER,
    MANAGER,
    ADMIN,
    /** Reads reports, and nothing about who anybody is. */
    ANALYST
}
