package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import onetill.adapter.kiosk.KioskResource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new kind of channel is a new folder and nothing else: here it is one class beside the WAR as it was built. */
@ExtendWith(ArquillianExtension.class)
class NewChannelIT {

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war().addPackage(KioskResource.class.getPackage());
    }

    @Test
    void sells_in_a_kind_of_channel_the_product_has_never_heard_of() {
        var shop = Shop.open();
        shop.run(
                "insert into channel values (?, 'kiosk-1', 'kiosk', 'Kiosk', 'DE', 'EUR', 'en', null, '[\"card\"]', 'automatic', null)");

        var session = shop.server().post("/channels/kiosk-1/kiosk-orders", """
                        {"line_items":[{"sku":"TEA","quantity":2}],"buyer":{"email":"ada@example.com"},
                         "fulfillment":{"option_id":"pickup-mitte","address":{"name":"Ada"}},
                         "tender":{"type":"card","payment_method":"pm_card_visa"}}""");

        assertThat(session.text("status")).as(session.body().toString()).isEqualTo("completed");
        assertThat(session.body().at("/channel/kind").asText()).isEqualTo("kiosk");
        assertThat(shop.server()
                        .get("/orders/" + session.body().at("/order/id").asText())
                        .text("state"))
                .isEqualTo("paid");
        shop.audit();
    }
}
