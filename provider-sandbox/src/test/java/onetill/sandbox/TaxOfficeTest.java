package onetill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.tax.Calculation;
import com.stripe.param.tax.CalculationCreateParams;
import com.stripe.param.tax.CalculationCreateParams.CustomerDetails;
import com.stripe.param.tax.CalculationCreateParams.CustomerDetails.AddressSource;
import com.stripe.param.tax.CalculationCreateParams.LineItem;
import com.stripe.param.tax.CalculationCreateParams.LineItem.TaxBehavior;
import com.stripe.param.tax.TransactionCreateFromCalculationParams;
import com.stripe.param.tax.TransactionCreateReversalParams;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What baskets are taxed, and what is recorded of sales. */
class TaxOfficeTest {

    private StripeSandbox sandbox;
    private Sdk sdk;

    @BeforeEach
    void start() throws IOException {
        sandbox = StripeSandbox.start(SandboxConfig.inMemory());
        sdk = new Sdk(sandbox);
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private static CalculationCreateParams.Builder basket(
            String country, String state, TaxBehavior behavior, String code) {
        return CalculationCreateParams.builder()
                .setCurrency("eur")
                .addLineItem(LineItem.builder()
                        .setAmount(10_000L)
                        .setQuantity(2L)
                        .setReference("TEA")
                        .setTaxBehavior(behavior)
                        .setTaxCode(code)
                        .build())
                .setShippingCost(CalculationCreateParams.ShippingCost.builder()
                        .setAmount(490L)
                        .setTaxBehavior(CalculationCreateParams.ShippingCost.TaxBehavior.valueOf(behavior.name()))
                        .build())
                .addExpand("line_items.data.tax_breakdown")
                .setCustomerDetails(customer(country, state).build());
    }

    private static CustomerDetails.Builder customer(String country, String state) {
        var address = CustomerDetails.Address.builder().setCountry(country).setPostalCode("10119");
        if (!state.isEmpty()) address.setState(state);
        return CustomerDetails.builder().setAddress(address.build()).setAddressSource(AddressSource.SHIPPING);
    }

    private Calculation calculate(CalculationCreateParams.Builder basket) throws Exception {
        return sdk.v1().tax().calculations().create(basket.build());
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource({
        "DE, '', INCLUSIVE, txcd_99999999, 1597, 0, 1675, 10490",
        "DE, '', EXCLUSIVE, txcd_99999999, 1900, 93, 1993, 12483",
        "DE, '', INCLUSIVE, txcd_35010000, 654, 0, 732, 10490",
        "US, CA, EXCLUSIVE, txcd_99999999, 725, 0, 725, 11215",
        "US, NY, EXCLUSIVE, txcd_99999999, 400, 20, 420, 10910",
        "US, OR, EXCLUSIVE, txcd_99999999, 0, 0, 0, 10490",
        "JP, '', EXCLUSIVE, txcd_99999999, 0, 0, 0, 10490"
    })
    void a_basket_is_taxed_where_it_goes(
            String country,
            String state,
            TaxBehavior behavior,
            String code,
            long ofLine,
            long ofDelivery,
            long tax,
            long total)
            throws Exception {
        var calculation = calculate(basket(country, state, behavior, code));

        assertThat(calculation.getLineItems().getData().get(0).getAmountTax()).isEqualTo(ofLine);
        if (behavior == TaxBehavior.EXCLUSIVE) {
            assertThat(calculation.getShippingCost().getAmountTax()).isEqualTo(ofDelivery);
        }
        assertThat(calculation.getTaxAmountExclusive() + calculation.getTaxAmountInclusive())
                .isEqualTo(tax);
        assertThat(calculation.getAmountTotal()).isEqualTo(total);
        assertThat(calculation.getTaxBreakdown().stream()
                        .mapToLong(Calculation.TaxBreakdown::getAmount)
                        .sum())
                .isEqualTo(tax);
    }

    @Test
    void a_business_in_another_country_owes_the_tax_itself() throws Exception {
        var calculation = calculate(basket("AT", "", TaxBehavior.EXCLUSIVE, "txcd_99999999")
                .setCustomerDetails(customer("AT", "")
                        .addTaxId(CustomerDetails.TaxId.builder()
                                .setType(CustomerDetails.TaxId.Type.EU_VAT)
                                .setValue("ATU12345678")
                                .build())
                        .build()));

        assertThat(calculation.getTaxAmountExclusive()).isZero();
        assertThat(calculation.getTaxBreakdown().get(0).getTaxabilityReason()).isEqualTo("reverse_charge");
    }

    @Test
    void an_address_that_says_too_little_is_refused() {
        var refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> calculate(basket("US", "", TaxBehavior.EXCLUSIVE, "txcd_99999999")));

        assertThat(refused.getCode()).isEqualTo("customer_tax_location_invalid");
    }

    @Test
    void what_was_sold_is_recorded_once_and_given_back_in_parts() throws Exception {
        var calculation = calculate(basket("DE", "", TaxBehavior.INCLUSIVE, "txcd_99999999"));
        var wanted = TransactionCreateFromCalculationParams.builder()
                .setCalculation(calculation.getId())
                .setReference("order-1")
                .build();

        var sold = sdk.v1().tax().transactions().createFromCalculation(wanted);
        assertThat(sold.getReference()).isEqualTo("order-1");
        var twice = catchThrowableOfType(
                InvalidRequestException.class,
                () -> sdk.v1().tax().transactions().createFromCalculation(wanted));
        assertThat(twice.getCode()).isEqualTo("resource_already_exists");

        var back = sdk.v1()
                .tax()
                .transactions()
                .createReversal(TransactionCreateReversalParams.builder()
                        .setMode(TransactionCreateReversalParams.Mode.PARTIAL)
                        .setFlatAmount(-500L)
                        .setOriginalTransaction(sold.getId())
                        .setReference("refund-1")
                        .build());
        assertThat(back.getReversal().getOriginalTransaction()).isEqualTo(sold.getId());
        assertThat(back.getType()).isEqualTo("reversal");
    }
}
