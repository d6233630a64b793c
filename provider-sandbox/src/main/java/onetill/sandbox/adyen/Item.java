package onetill.sandbox.adyen;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One thing that Adyen tells by webhook.
 *
 * @param psp names what happened: the payment itself, or the modification
 * @param original the payment, when psp is a modification; else empty
 * @param reference the merchant's reference: of the modification if it has one, else of the payment
 */
record Item(
        String code,
        String psp,
        String original,
        String reference,
        ObjectNode amount,
        boolean success,
        String reason) {}
