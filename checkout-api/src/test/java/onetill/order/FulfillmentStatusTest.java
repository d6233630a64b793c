package onetill.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import onetill.order.Fulfillment.Kind;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FulfillmentStatusTest {

    @Test
    void a_parcel_goes_from_the_shelf_to_the_door() {
        var status = FulfillmentStatus.ALLOCATED;
        for (var event : new FulfillmentEvent[] {
            FulfillmentEvent.PICK, FulfillmentEvent.PACK, FulfillmentEvent.SHIP, FulfillmentEvent.DELIVER
        }) status = status.on(Kind.SHIPPING, event);

        assertThat(status).isEqualTo(FulfillmentStatus.DELIVERED);
    }

    @Test
    void what_is_shipped_is_not_canceled_before_it_has_come_back() {
        assertThatThrownBy(() -> FulfillmentStatus.SHIPPED.on(Kind.SHIPPING, FulfillmentEvent.CANCEL))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.FULFILLMENT_STATE))
                .hasMessageContaining("deliver, fail");
        assertThat(FulfillmentStatus.SHIPPED
                        .on(Kind.SHIPPING, FulfillmentEvent.FAIL)
                        .on(Kind.SHIPPING, FulfillmentEvent.CANCEL))
                .isEqualTo(FulfillmentStatus.CANCELED);
    }

    @Test
    void nobody_has_had_in_hand_what_is_promised_or_allocated() {
        var untouched = EnumSet.noneOf(FulfillmentStatus.class);
        for (var status : FulfillmentStatus.values()) if (status.isUntouched()) untouched.add(status);

        assertThat(untouched).containsExactly(FulfillmentStatus.BACKORDERED, FulfillmentStatus.ALLOCATED);
    }

    @Test
    void each_kind_has_its_own_way_out() {
        assertThatThrownBy(() -> FulfillmentStatus.PACKED.on(Kind.PICKUP, FulfillmentEvent.SHIP))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> FulfillmentStatus.PACKED.on(Kind.SHIPPING, FulfillmentEvent.READY))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> FulfillmentStatus.PACKED.on(Kind.LOCAL_DELIVERY, FulfillmentEvent.COLLECT))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @EnumSource(FulfillmentEvent.class)
    void nothing_happens_any_more_to_what_was_handed_over_at_once(FulfillmentEvent event) {
        for (var kind : new Kind[] {Kind.HANDED_OVER, Kind.DIGITAL}) {
            assertThatThrownBy(() -> FulfillmentStatus.HANDED_OVER.on(kind, event))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SHIPPING", "PICKUP", "LOCAL_DELIVERY"})
    void what_is_open_can_be_canceled_and_nothing_else(Kind kind) {
        for (var from : FulfillmentStatus.TABLE.get(kind).entrySet()) {
            assertThat(from.getValue().containsKey(FulfillmentEvent.CANCEL))
                    .as("%s of %s", from.getKey(), kind)
                    .isEqualTo(from.getKey().isOpen());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SHIPPING", "PICKUP", "LOCAL_DELIVERY"})
    void every_status_that_can_be_reached_leads_to_an_end(Kind kind) {
        var reached = EnumSet.of(FulfillmentStatus.ALLOCATED, FulfillmentStatus.BACKORDERED);
        var table = FulfillmentStatus.TABLE.get(kind);
        for (var before = 0; before != reached.size(); ) {
            before = reached.size();
            for (var from : EnumSet.copyOf(reached)) {
                if (table.containsKey(from)) reached.addAll(table.get(from).values());
            }
        }

        assertThat(reached).containsAll(table.keySet());
        assertThat(reached.stream().filter(it -> !table.containsKey(it))).noneMatch(FulfillmentStatus::isOpen);
    }

    @Test
    void the_progress_of_an_order_is_what_was_handed_over_of_what_is_wanted() {
        assertThat(FulfillmentProgress.of(0, 3)).isEqualTo(FulfillmentProgress.UNFULFILLED);
        assertThat(FulfillmentProgress.of(1, 2)).isEqualTo(FulfillmentProgress.PARTIALLY_FULFILLED);
        assertThat(FulfillmentProgress.of(1, 0)).isEqualTo(FulfillmentProgress.FULFILLED);
        assertThat(FulfillmentProgress.of(0, 0))
                .as("all of it was canceled")
                .isEqualTo(FulfillmentProgress.UNFULFILLED);
    }
}
