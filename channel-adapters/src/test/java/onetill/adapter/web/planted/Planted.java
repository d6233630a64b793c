package onetill.adapter.web.planted;

import onetill.payment.Payments;

/** Breaks two walls on purpose: knows another channel, and goes around the use cases. */
public class Planted {

    onetill.adapter.pos.planted.Planted till;
    Payments payments;
}
