package onetill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.BalanceTransaction;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the account shows: fees, payouts and disputes. */
class BalancesTest {

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

    private String pay(String method, long amount) throws Exception {
        return sdk.create(PaymentIntentCreateParams.builder()
                        .setAmount(amount)
                        .setCurrency("eur")
                        .setPaymentMethod(method)
                        .addPaymentMethodType("card")
                        .setConfirm(true))
                .getId();
    }

    private BalanceTransaction ofCharge(String intent) throws Exception {
        var charge = sdk.v1()
                .charges()
                .retrieve(sdk.v1().paymentIntents().retrieve(intent).getLatestCharge());
        var moved = sdk.v1().balanceTransactions().retrieve(charge.getBalanceTransaction());
        assertThat(new Contract()
                        .complaint(
                                "BalanceTransaction",
                                Nodes.parse(moved.getRawJsonObject().toString())))
                .isNull();
        return moved;
    }

    @ParameterizedTest(name = "of {0} the fee is {1}")
    @CsvSource({"1000, 59", "2270, 96", "50, 31"})
    void a_charge_costs_a_fee(long amount, long fee) throws Exception {
        var moved = ofCharge(pay("pm_card_visa", amount));

        assertThat(moved.getType()).isEqualTo("charge");
        assertThat(moved.getFee()).isEqualTo(fee);
        assertThat(moved.getNet()).isEqualTo(amount - fee);
    }

    @Test
    void a_refund_moves_the_money_back_and_not_the_fee() throws Exception {
        var intent = pay("pm_card_visa", 1000);
        var refund = sdk.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent)
                        .setAmount(400L)
                        .build());

        var moved = sdk.v1().balanceTransactions().retrieve(refund.getBalanceTransaction());

        assertThat(moved.getAmount()).isEqualTo(-400);
        assertThat(moved.getFee()).isZero();
        assertThat(moved.getSource()).isEqualTo(refund.getId());
    }

    @Test
    void what_is_available_is_paid_out_after_two_days() throws Exception {
        pay("pm_card_visa", 1000);
        pay("pm_card_visa", 2000);
        assertThat(sdk.v1().balance().retrieve().getPending().get(0).getAmount())
                .isEqualTo(1000 - 59 + 2000 - 88);

        sandbox.clock().advance(Duration.ofDays(3));

        var payout = sdk.v1().payouts().list().getData().get(0);
        assertThat(payout.getAmount()).isEqualTo(1000 - 59 + 2000 - 88);
        assertThat(payout.getStatus()).isEqualTo("paid");
        var parts = sdk.v1()
                .balanceTransactions()
                .list(BalanceTransactionListParams.builder()
                        .setPayout(payout.getId())
                        .build())
                .getData();
        assertThat(parts).hasSize(3);
        assertThat(parts.stream().mapToLong(BalanceTransaction::getNet).sum()).isZero();
        assertThat(sdk.v1().balance().retrieve().getAvailable().get(0).getAmount())
                .isZero();
    }

    @Test
    void a_dispute_takes_the_money_and_a_fee_and_good_evidence_brings_it_back() throws Exception {
        pay("pm_card_createDispute", 5000);
        sandbox.clock().advance(Duration.ofSeconds(5));
        var dispute = sdk.v1()
                .disputes()
                .retrieve(sdk.v1().disputes().list().getData().get(0).getId());
        assertThat(new Contract()
                        .complaint(
                                "Dispute",
                                Nodes.parse(dispute.getRawJsonObject().toString())))
                .isNull();
        assertThat(dispute.getStatus()).isEqualTo("needs_response");
        assertThat(dispute.getReason()).isEqualTo("fraudulent");
        assertThat(dispute.getBalanceTransactions().get(0).getNet()).isEqualTo(-6500);

        var won = sdk.v1()
                .disputes()
                .update(
                        dispute.getId(),
                        DisputeUpdateParams.builder()
                                .setEvidence(DisputeUpdateParams.Evidence.builder()
                                        .setUncategorizedText("winning_evidence")
                                        .build())
                                .build());

        assertThat(won.getStatus()).isEqualTo("won");
        assertThat(won.getBalanceTransactions().get(1).getNet()).isEqualTo(6500);
    }
}
