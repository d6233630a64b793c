package onetill.payment.planted;

import onetill.session.CheckoutSession;

/** Breaks a wall on purpose: a payment knows its session. */
public class Planted {

    CheckoutSession session;
}
