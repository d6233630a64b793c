package onetill.http;

import static org.assertj.core.api.Assertions.assertThat;

import onetill.json.Json;
import onetill.order.OrderResource;
import onetill.session.Change;
import onetill.session.CheckoutResource;
import onetill.session.SessionView;
import onetill.webhook.WebhookEndpointsResource;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest {

    @Test
    void names_are_written_as_they_go_over_the_wire() {
        assertThat(ApiDescription.snake("lineItems")).isEqualTo("line_items");
        assertThat(ApiDescription.snake("line1")).isEqualTo("line1");
        assertThat(ApiDescription.snake("paymentIntentClientSecret")).isEqualTo("payment_intent_client_secret");
    }

    @Test
    void what_can_be_null_in_answers_is_named_as_it_goes_over_the_wire() {
        var nullable = ApiDescription.nullableInAnswers();

        assertThat(nullable.get("CheckoutSession"))
                .contains("order", "offered_tender")
                .doesNotContain("id", "total_minor");
        assertThat(nullable.values())
                .allSatisfy(members -> assertThat(members)
                        .allSatisfy(it -> assertThat(ApiDescription.snake(it)).isEqualTo(it)));
    }

    /** An example that the API itself would refuse helps nobody. */
    @Test
    void examples_are_what_the_api_reads_and_writes() {
        assertThat(read("OpenCheckoutSession", CheckoutResource.Open.class).channel())
                .isEqualTo("web");
        assertThat(read("Change", Change.class).lineItems()).hasSize(1);
        assertThat(read("CompleteCheckoutSession", CheckoutResource.Complete.class)
                        .revision())
                .isEqualTo(4);
        assertThat(read("RefundOrder", OrderResource.RefundRequest.class).amountMinor())
                .isEqualTo(500);
        assertThat(read("CreateWebhookEndpoint", WebhookEndpointsResource.Create.class)
                        .eventTypes())
                .hasSize(2);
        assertThat(read("ChangeWebhookEndpoint", WebhookEndpointsResource.Update.class)
                        .enabled())
                .isFalse();
        assertThat(read("ReplayWebhooks", WebhookEndpointsResource.Replay.class).from())
                .isNotNull();
        assertThat(read("CheckoutSession", SessionView.class).totalMinor()).isEqualTo(2270);
    }

    private static <T> T read(String schema, Class<T> type) {
        return Json.read(Json.write(ApiDescription.examples().get(schema)), type);
    }
}
