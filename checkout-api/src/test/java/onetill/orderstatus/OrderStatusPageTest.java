package onetill.orderstatus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import onetill.order.Fulfillment;
import onetill.order.FulfillmentStatus;
import onetill.order.OrderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a buyer sees behind the link. */
class OrderStatusPageTest {

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void the_page_of_each_moment_is_whole_and_in_its_language(NoticeKind kind) {
        var english = Samples.order(kind, Locale.ENGLISH).html();
        var german = Samples.order(kind, Locale.GERMAN).html();

        assertThat(english).contains("<html lang=\"en\">", "<h1>Order 1009</h1>", "Tea House");
        assertThat(german).contains("<html lang=\"de\">", "<h1>Bestellung 1009</h1>", "Steuer, enthalten", "71,70");
        for (var page : List.of(english, german)) {
            assertThat(page)
                    .contains("noindex", "name=\"viewport\"", "prefers-color-scheme:dark")
                    .doesNotContain("<script", "style=\"", "null", "<dl>\n</dl>", "src=");
            assertThat(page.split("<style>")).hasSize(2);
        }
    }

    @Test
    void shows_the_parcel_its_link_and_what_follows() {
        assertThat(Samples.order(NoticeKind.SHIPPED, Locale.ENGLISH).html())
                .contains(
                        "By parcel: On its way",
                        "<dt>Tracking number</dt><dd>00340434</dd>",
                        "<a href=\"https://carrier.example/track/00340434\" rel=\"noreferrer noopener\">",
                        "By parcel: Is being prepared",
                        "We are preparing your order");
    }

    @Test
    void shows_the_code_while_it_waits_at_the_counter() {
        assertThat(Samples.order(NoticeKind.READY_FOR_PICKUP, Locale.ENGLISH).html())
                .contains("<span class=\"code\">7K4M2P</span>", "Torstr. 1", "It is waiting for you");
        assertThat(Samples.order(NoticeKind.COLLECTED, Locale.ENGLISH).html())
                .doesNotContain("7K4M2P", "class=\"code\"")
                .contains("Picked up");
    }

    @Test
    void every_name_is_text_and_only_addresses_of_the_web_are_links() {
        var sample = Samples.order(NoticeKind.SHIPPED, Locale.ENGLISH);
        var part = sample.fulfillments().get(0);
        var hostile = new OrderStatus.Part(
                part.id(),
                part.kind(),
                part.status(),
                List.of(new OrderStatus.Goods(1, "<script>alert('tea')</script>", 1)),
                null,
                null,
                null,
                null,
                new Fulfillment.Tracking("\"><b>", "1", "javascript:alert(1)"),
                null,
                null);

        var page = with(sample, "<b>Tea</b>", List.of(hostile)).html();

        assertThat(page)
                .contains("&lt;script&gt;", "&lt;b&gt;Tea&lt;/b&gt;", "&quot;&gt;&lt;b&gt;")
                .doesNotContain("<script", "<b>", "javascript:");
    }

    @Test
    void says_what_a_buyer_can_do() {
        assertThat(next(FulfillmentStatus.READY_FOR_PICKUP, FulfillmentStatus.ALLOCATED))
                .isEqualTo(OrderStatus.Next.COLLECT);
        assertThat(next(FulfillmentStatus.SHIPPED, FulfillmentStatus.BACKORDERED))
                .isEqualTo(OrderStatus.Next.WAIT);
        assertThat(next(FulfillmentStatus.SHIPPED, FulfillmentStatus.DELIVERED)).isEqualTo(OrderStatus.Next.TRACK);
        assertThat(next(FulfillmentStatus.DELIVERED, FulfillmentStatus.CANCELED))
                .isEqualTo(OrderStatus.Next.NOTHING);
        assertThat(OrderStatus.Next.of(List.of())).isEqualTo(OrderStatus.Next.NOTHING);
    }

    @Test
    void what_is_gone_is_gone_in_the_language_of_the_browser() {
        assertThat(new GonePage(Locale.GERMAN).html()).contains("<html lang=\"de\">", "Diese Seite gibt es nicht");
        assertThat(new GonePage(Locale.JAPANESE).html()).contains("<html lang=\"en\">", "This page is not there");
        assertThat(new GonePage(Locale.GERMAN).text()).contains("Diese Seite gibt es nicht");
    }

    @Test
    void the_lines_of_text_say_the_same() {
        assertThat(Samples.order(NoticeKind.READY_FOR_PICKUP, Locale.GERMAN).text())
                .contains(
                        "Bestellung 1009",
                        "2 × Earl Grey",
                        "Abholung: Liegt bereit",
                        "Ihr Abholcode: 7K4M2P",
                        "os_example");
    }

    private static OrderStatus.Next next(FulfillmentStatus... statuses) {
        var part =
                Samples.order(NoticeKind.PLACED, Locale.ENGLISH).fulfillments().get(0);
        return OrderStatus.Next.of(List.of(statuses).stream()
                .map(it -> new OrderStatus.Part(
                        part.id(), part.kind(), it, part.lines(), null, null, null, null, null, null, null))
                .toList());
    }

    private static OrderStatus with(OrderStatus it, String merchant, List<OrderStatus.Part> parts) {
        return new OrderStatus(
                it.orderNumber(),
                it.placedAt(),
                merchant,
                it.locale(),
                it.timeZone(),
                OrderState.PAID,
                it.fulfillmentStatus(),
                it.currency(),
                it.lines(),
                it.totals(),
                it.totalMinor(),
                parts,
                it.returns(),
                it.refunds(),
                it.next(),
                it.url(),
                it.receiptUrl());
    }
}
