package onetill.payment.stripe;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.tax.Calculation;
import com.stripe.model.tax.CalculationLineItem;
import com.stripe.param.tax.CalculationCreateParams;
import com.stripe.param.tax.CalculationCreateParams.CustomerDetails;
import com.stripe.param.tax.TransactionCreateFromCalculationParams;
import com.stripe.param.tax.TransactionCreateReversalParams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onetill.runtime.Clocks;
import onetill.tax.TaxAnswer;
import onetill.tax.TaxCalculator;
import onetill.tax.TaxCalculatorAway;
import onetill.tax.TaxQuestion;
import onetill.tax.Taxes;
import org.jspecify.annotations.Nullable;

/**
 * Taxes by Stripe Tax: https://docs.stripe.com/tax/custom. A tax category that begins with {@code txcd_} is one of Stripe's
 * product tax codes; everything else is sent as general goods or, if digital, as general electronic services.
 */
@ApplicationScoped
public class StripeTax implements TaxCalculator {

    private static final String CODE = "txcd_";
    private static final String GOODS = "txcd_99999999";
    private static final String ELECTRONIC = "txcd_10000000";
    private static final String DELIVERY = "txcd_92010001";

    /** Rates change; a calculation could be used for 90 days. */
    private static final Duration VALID = Duration.ofHours(24);

    @Inject
    StripeProvider stripe;

    @Inject
    Clocks clock;

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public TaxAnswer calculate(TaxQuestion question) {
        try {
            return answer(question, stripe.client().v1().tax().calculations().create(params(question)));
        } catch (InvalidRequestException e) {
            if ("customer_tax_location_invalid".equals(e.getCode())) return unknownPlace(question);
            throw away(e);
        } catch (StripeException e) {
            throw away(e);
        }
    }

    @Override
    public String sold(String calculation, String reference) {
        var params = TransactionCreateFromCalculationParams.builder()
                .setCalculation(calculation)
                .setReference(reference)
                .build();
        try {
            return stripe.client()
                    .v1()
                    .tax()
                    .transactions()
                    .createFromCalculation(params, StripeProvider.options("tax-" + reference))
                    .getId();
        } catch (StripeException e) {
            throw away(e);
        }
    }

    @Override
    public String givenBack(String record, String reference, long amountMinor) {
        var params = TransactionCreateReversalParams.builder()
                .setMode(TransactionCreateReversalParams.Mode.PARTIAL)
                .setOriginalTransaction(record)
                .setReference(reference)
                .setFlatAmount(-amountMinor)
                .build();
        try {
            return stripe.client()
                    .v1()
                    .tax()
                    .transactions()
                    .createReversal(params, StripeProvider.options("tax-" + reference))
                    .getId();
        } catch (StripeException e) {
            throw away(e);
        }
    }

    private static TaxCalculatorAway away(StripeException e) {
        return new TaxCalculatorAway("Stripe: " + StripeProvider.describe(e), !(e instanceof InvalidRequestException));
    }

    private static CalculationCreateParams params(TaxQuestion question) {
        var params = CalculationCreateParams.builder()
                .setCurrency(question.currency().toLowerCase(Locale.ROOT))
                .setCustomerDetails(customer(question))
                .addExpand("line_items.data.tax_breakdown");
        for (var i = 0; i < question.items().size(); i++) {
            var item = question.items().get(i);
            params.addLineItem(CalculationCreateParams.LineItem.builder()
                    .setAmount(item.amountMinor())
                    .setQuantity(item.quantity())
                    .setReference(i + " " + item.sku())
                    .setTaxCode(code(item))
                    .setTaxBehavior(
                            question.included()
                                    ? CalculationCreateParams.LineItem.TaxBehavior.INCLUSIVE
                                    : CalculationCreateParams.LineItem.TaxBehavior.EXCLUSIVE)
                    .build());
        }
        if (question.deliveryMinor() > 0) {
            params.setShippingCost(CalculationCreateParams.ShippingCost.builder()
                    .setAmount(question.deliveryMinor())
                    .setTaxCode(DELIVERY)
                    .setTaxBehavior(
                            question.included()
                                    ? CalculationCreateParams.ShippingCost.TaxBehavior.INCLUSIVE
                                    : CalculationCreateParams.ShippingCost.TaxBehavior.EXCLUSIVE)
                    .build());
        }
        return params.build();
    }

    private static CustomerDetails customer(TaxQuestion question) {
        var address = CustomerDetails.Address.builder().setCountry(question.country());
        if (!question.region().isEmpty()) address.setState(question.region());
        if (!question.postalCode().isEmpty()) address.setPostalCode(question.postalCode());
        if (!question.city().isEmpty()) address.setCity(question.city());
        if (!question.street().isEmpty()) address.setLine1(question.street());
        var customer = CustomerDetails.builder()
                .setAddress(address.build())
                .setAddressSource(CustomerDetails.AddressSource.SHIPPING);
        var vatId = question.vatId();
        if (vatId != null) {
            customer.addTaxId(CustomerDetails.TaxId.builder()
                    .setType(CustomerDetails.TaxId.Type.EU_VAT)
                    .setValue(vatId)
                    .build());
        }
        return customer.build();
    }

    private static String code(TaxQuestion.Item item) {
        if (item.taxCategory().startsWith(CODE)) return item.taxCategory();
        return item.digital() ? ELECTRONIC : GOODS;
    }

    private TaxAnswer answer(TaxQuestion question, Calculation calculation) {
        var lines = calculation.getLineItems().getData().stream()
                .sorted(Comparator.comparingInt(
                        line -> Integer.parseInt(line.getReference().split(" ", 2)[0])))
                .map(line -> new TaxAnswer.Line(line.getAmountTax(), percent(line)))
                .toList();
        if (lines.size() != question.items().size()) {
            throw new TaxCalculatorAway(
                    "Stripe answered %d of %d lines"
                            .formatted(lines.size(), question.items().size()),
                    false);
        }
        var breakdown = calculation.getTaxBreakdown();
        var parts = breakdown.stream()
                .map(part -> new Taxes.Part(
                        new BigDecimal(part.getTaxRateDetails().getPercentageDecimal()),
                        part.getTaxableAmount(),
                        part.getAmount()))
                .toList();
        var reverse = breakdown.stream().anyMatch(it -> Taxes.REVERSE_CHARGE.equals(it.getTaxabilityReason()));
        var shipping = calculation.getShippingCost();
        return new TaxAnswer(
                lines,
                shipping == null ? 0 : shipping.getAmountTax(),
                new Taxes(
                        question.included(), reverse ? Taxes.REVERSE_CHARGE : null, parts, name(), calculation.getId()),
                until());
    }

    private static BigDecimal percent(CalculationLineItem line) {
        var breakdown = line.getTaxBreakdown();
        if (breakdown == null) return BigDecimal.ZERO;
        return breakdown.stream()
                .map(CalculationLineItem.TaxBreakdown::getTaxRateDetails)
                .filter(Objects::nonNull)
                .map(it -> new BigDecimal(it.getPercentageDecimal()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** As long as nobody can tell whose tax it is, there is none; the address is asked for anyway. */
    private TaxAnswer unknownPlace(TaxQuestion question) {
        @Nullable String none = null;
        var lines = question.items().stream()
                .map(it -> new TaxAnswer.Line(0, BigDecimal.ZERO))
                .toList();
        return new TaxAnswer(
                lines, 0, new Taxes(question.included(), Taxes.PLACE_UNKNOWN, List.of(), name(), none), until());
    }

    private OffsetDateTime until() {
        return clock.now().plus(VALID);
    }
}
