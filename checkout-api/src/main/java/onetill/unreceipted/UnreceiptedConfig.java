package onetill.unreceipted;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is taken back without a receipt. */
@Dependent
public class UnreceiptedConfig {

    /** Goods are worth the lowest price they had in the channel in so many days. */
    @Inject
    @ConfigProperty(name = "return.without.receipt.price.days", defaultValue = "30")
    int priceDays;

    /** So much is given back in cash at most, in minor units of the till's currency; 0 is never. */
    @Inject
    @ConfigProperty(name = "return.without.receipt.cash.limit.minor", defaultValue = "5000")
    long cashLimitMinor;

    /** So often in 24 hours for one customer, and at one till for all whom nobody knows. */
    @Inject
    @ConfigProperty(name = "return.without.receipt.per.day", defaultValue = "3")
    int perDay;
}
