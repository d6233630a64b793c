package onetill.experiment;

import onetill.experiment.Sequential.Sample;

/**
 * What came of an arm until now. A unit is a customer or, of somebody nobody knows, a session. It waits until its window is over, and
 * counts then: so whoever completes quickly does not count before those who leave.
 *
 * @param sessions that were shown the arm
 * @param units that were, waiting or not
 * @param counted units whose window is over
 * @param completed of these
 * @param declined of those counted, how many had a payment declined
 * @param refunded of those completed, how many got money back
 * @param value what those have paid, in minor units
 * @param seconds they took
 */
record Tally(
        String arm,
        long sessions,
        long units,
        long counted,
        long completed,
        long declined,
        long refunded,
        Sample value,
        Sample seconds) {

    static Tally nothing(String arm) {
        return new Tally(arm, 0, 0, 0, 0, 0, 0, new Sample(0, 0, 0), new Sample(0, 0, 0));
    }

    Sample completion() {
        return Sample.ofShare(completed, counted);
    }

    Sample of(Guardrail.Metric metric) {
        return switch (metric) {
            case DECLINE_RATE -> Sample.ofShare(declined, counted);
            case REFUND_RATE -> Sample.ofShare(refunded, completed);
            case AVERAGE_ORDER_VALUE -> value;
            case TIME_TO_COMPLETE -> seconds;
        };
    }
}
