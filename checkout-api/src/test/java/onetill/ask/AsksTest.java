package onetill.ask;

import static java.util.stream.Collectors.joining;
import static onetill.channel.ChannelKind.IN_APP;
import static onetill.channel.ChannelKind.PHONE;
import static onetill.channel.ChannelKind.POS;
import static onetill.channel.ChannelKind.WEB;
import static onetill.fulfillment.FulfillmentKind.DIGITAL;
import static onetill.fulfillment.FulfillmentKind.PICKUP;
import static onetill.fulfillment.FulfillmentKind.SHIPPING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import onetill.address.AddressParts;
import onetill.address.PostalRegions;
import onetill.channel.AskPolicy;
import onetill.channel.ChannelKind;
import onetill.fulfillment.FulfillmentKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AsksTest {

    private static final Map<String, String> NOWHERE = Map.of();
    private static final Map<String, String> HOME =
            Map.of("name", "Ada", "line1", "Torstr. 1", "postal_code", "10119", "city", "Berlin", "country", "DE");
    private static final Map<String, String> HALF = Map.of("name", "Ada", "city", "Berlin");

    /** A basket in a situation, with only what matters said. */
    record Case(
            ChannelKind channel,
            boolean items,
            boolean digital,
            @Nullable FulfillmentKind chosen,
            @Nullable String email,
            @Nullable String phone,
            Map<String, String> address,
            Set<String> byWallet) {

        Case(
                ChannelKind channel,
                boolean items,
                boolean digital,
                @Nullable FulfillmentKind chosen,
                @Nullable String email,
                @Nullable String phone,
                Map<String, String> address) {
            this(channel, items, digital, chosen, email, phone, address, Set.of());
        }

        AskPlan plan() {
            return Asks.plan(new Situation(
                    channel,
                    items,
                    digital,
                    digital,
                    channel.isFaceToFace(),
                    chosen,
                    2,
                    email,
                    phone,
                    address,
                    "DE",
                    "€22.70",
                    !items,
                    false,
                    byWallet,
                    0,
                    0,
                    false,
                    false,
                    AskPolicy.NONE,
                    null,
                    false));
        }
    }

    /**
     * Who is asked what. Goods are none, parcel or digital; by is how they get there; age is what they ask for and what is known;
     * the address is none, half (name and city), home, or one of another country; due is whether anything is left to pay; policy is
     * what the merchant wants to be asked, and what the buyer has said to that.
     */
    private static final String SPECIFICATION = """
            who                                        | channel | goods   | by             | age   | email | phone | address | due | country | policy         | asks
            an empty web session                       | WEB     | none    |                |       |       |       | none    | no  |         |                | line_items buyer.email
            an empty web session of a known buyer      | WEB     | none    |                |       | yes   |       | home    | no  |         |                | line_items
            an empty app session                       | IN_APP  | none    |                |       |       |       | none    | no  |         |                | line_items buyer.email
            a till before the first scan               | POS     | none    |                |       |       |       | none    | no  |         |                | line_items
            a call before the first item               | PHONE   | none    |                |       |       |       | none    | no  |         |                | line_items buyer.phone
            a call of a visible number                 | PHONE   | none    |                |       |       | yes   | none    | no  |         |                | line_items
            a web guest with delivery                  | WEB     | parcel  | SHIPPING       |       |       |       | none    | yes |         |                | buyer.email fulfillment.address payment.tender
            a web guest whose e-mail is known          | WEB     | parcel  | SHIPPING       |       | yes   |       | none    | yes |         |                | fulfillment.address payment.tender
            a web guest with half an address           | WEB     | parcel  | SHIPPING       |       | yes   |       | half    | yes |         |                | fulfillment.address payment.tender
            a web guest who said everything            | WEB     | parcel  | SHIPPING       |       | yes   |       | home    | yes |         |                | payment.tender
            an address without an e-mail               | WEB     | parcel  | SHIPPING       |       |       |       | home    | yes |         |                | buyer.email payment.tender
            a phone number is no e-mail                | WEB     | parcel  | SHIPPING       |       |       | yes   | home    | yes |         |                | buyer.email payment.tender
            a web guest by courier                     | WEB     | parcel  | LOCAL_DELIVERY |       | yes   |       | none    | yes |         |                | fulfillment.address payment.tender
            a web guest who picks up                   | WEB     | parcel  | PICKUP         |       |       |       | none    | yes |         |                | buyer.email fulfillment.name payment.tender
            a known name picks up                      | WEB     | parcel  | PICKUP         |       | yes   |       | half    | yes |         |                | payment.tender
            digital goods on the web                   | WEB     | digital | DIGITAL        |       |       |       | none    | yes |         |                | buyer.email payment.tender
            digital goods for a known buyer            | WEB     | digital | DIGITAL        |       | yes   |       | none    | yes |         |                | payment.tender
            digital goods that cost nothing            | WEB     | digital | DIGITAL        |       |       |       | none    | no  |         |                | buyer.email
            a sample for a known buyer                 | WEB     | digital | DIGITAL        |       | yes   |       | none    | no  |         |                |
            a parcel paid ahead in full                | WEB     | parcel  | SHIPPING       |       | yes   |       | home    | no  |         |                |
            a parcel paid ahead, nobody knows where to | WEB     | parcel  | SHIPPING       |       | yes   |       | none    | no  |         |                | fulfillment.address
            nothing goes to this country               | WEB     | parcel  |                |       | yes   |       | home    | yes |         |                | fulfillment.option payment.tender
            nothing goes anywhere, nobody is known     | WEB     | parcel  |                |       |       |       | none    | yes |         |                | buyer.email fulfillment.option fulfillment.address payment.tender
            gin for a guest                            | WEB     | parcel  | SHIPPING       | 18 0  |       |       | none    | yes |         |                | buyer.email buyer.age fulfillment.address payment.tender
            gin for somebody of 16                     | WEB     | parcel  | SHIPPING       | 18 16 | yes   |       | home    | yes |         |                | buyer.age payment.tender
            gin for somebody of 18                     | WEB     | parcel  | SHIPPING       | 18 18 | yes   |       | home    | yes |         |                | payment.tender
            cider picked up                            | WEB     | parcel  | PICKUP         | 16 0  | yes   |       | half    | yes |         |                | buyer.age payment.tender
            a restricted film                          | WEB     | digital | DIGITAL        | 18 0  | yes   |       | none    | yes |         |                | buyer.age payment.tender
            an app guest with delivery                 | IN_APP  | parcel  | SHIPPING       |       |       |       | none    | yes |         |                | buyer.email fulfillment.address payment.tender
            an app user with delivery                  | IN_APP  | parcel  | SHIPPING       |       | yes   |       | none    | yes |         |                | fulfillment.address payment.tender
            an app user who is known                   | IN_APP  | parcel  | SHIPPING       |       | yes   |       | home    | yes |         |                | payment.tender
            an app user who picks up                   | IN_APP  | parcel  | PICKUP         |       | yes   |       | none    | yes |         |                | fulfillment.name payment.tender
            digital goods in the app                   | IN_APP  | digital | DIGITAL        |       | yes   |       | none    | yes |         |                | payment.tender
            gin in the app                             | IN_APP  | parcel  | SHIPPING       | 18 0  | yes   |       | home    | yes |         |                | buyer.age payment.tender
            a till                                     | POS     | parcel  |                |       |       |       | none    | yes |         |                | payment.tender
            a till that sells a download               | POS     | digital | DIGITAL        |       |       |       | none    | yes |         |                | buyer.email payment.tender
            a till that sells one to a known customer  | POS     | digital | DIGITAL        |       | yes   |       | none    | yes |         |                | payment.tender
            a till that sells a book with its download | POS     | both    |                |       |       |       | none    | yes |         |                | buyer.email payment.tender
            gin at the till                            | POS     | parcel  |                | 18 0  |       |       | none    | yes |         |                | buyer.age payment.tender
            gin at the till, proof was seen            | POS     | parcel  |                | 18 18 |       |       | none    | yes |         |                | payment.tender
            a till that has it sent                    | POS     | parcel  | SHIPPING       |       |       |       | none    | yes |         |                | fulfillment.address payment.tender
            a till that has it sent to a known place   | POS     | parcel  | SHIPPING       |       |       |       | home    | yes |         |                | payment.tender
            a till that orders for pickup elsewhere    | POS     | parcel  | PICKUP         |       |       |       | none    | yes |         |                | fulfillment.name payment.tender
            a till where nothing is due                | POS     | parcel  |                |       |       |       | none    | no  |         |                |
            an unknown caller                          | PHONE   | parcel  | SHIPPING       |       |       |       | none    | yes |         |                | buyer.phone fulfillment.address payment.tender
            a caller with a visible number             | PHONE   | parcel  | SHIPPING       |       |       | yes   | none    | yes |         |                | fulfillment.address payment.tender
            a caller whose address is known            | PHONE   | parcel  | SHIPPING       |       |       | yes   | home    | yes |         |                | payment.tender
            a caller who picks up                      | PHONE   | parcel  | PICKUP         |       |       | yes   | none    | yes |         |                | fulfillment.name payment.tender
            a caller who wants a download              | PHONE   | digital | DIGITAL        |       |       | yes   | none    | yes |         |                | payment.tender
            a caller who wants gin                     | PHONE   | parcel  | SHIPPING       | 18 0  |       | yes   | home    | yes |         |                | buyer.age payment.tender
            goods with a download                      | WEB     | both    | SHIPPING       |       | yes   |       | home    | yes |         |                | payment.tender
            a guest in the United States               | WEB     | parcel  | SHIPPING       |       |       |       | none    | yes | US      |                | buyer.email fulfillment.address payment.tender
            an address there whose code tells the state | WEB    | parcel  | SHIPPING       |       | yes   |       | ny      | yes | US      |                | payment.tender
            an address there without its state         | WEB     | parcel  | SHIPPING       |       | yes   |       | home    | yes | US      |                | fulfillment.address payment.tender
            an address in Hong Kong has no postal code | WEB     | parcel  | SHIPPING       |       | yes   |       | hk      | yes | HK      |                | payment.tender
            an address in Ireland has no postal code   | WEB     | parcel  | SHIPPING       |       | yes   |       | ie      | yes | IE      |                | payment.tender
            an address in Japan has its city within    | WEB     | parcel  | SHIPPING       |       | yes   |       | jp      | yes | JP      |                | payment.tender
            an address in India needs its state        | WEB     | parcel  | SHIPPING       |       | yes   |       | home    | yes | IN      |                | fulfillment.address payment.tender
            a merchant whose terms are to be ticked    | WEB     | parcel  | SHIPPING       |       | yes   |       | home    | yes |         | terms          | consent.terms payment.tender
            they are ticked                            | WEB     | parcel  | SHIPPING       |       | yes   |       | home    | yes |         | terms agreed   | payment.tender
            older terms were ticked                    | WEB     | parcel  | SHIPPING       |       | yes   |       | home    | yes |         | terms older    | consent.terms payment.tender
            terms in the app                           | IN_APP  | digital | DIGITAL        |       | yes   |       | none    | yes |         | terms          | consent.terms payment.tender
            terms on the phone                         | PHONE   | parcel  | PICKUP         |       |       | yes   | half    | yes |         | terms          | consent.terms payment.tender
            terms hang on the wall of the shop         | POS     | parcel  |                |       |       |       | none    | yes |         | terms          | payment.tender
            terms before anything is chosen            | WEB     | none    |                |       | yes   |       | none    | no  |         | terms          | line_items
            a carrier that calls                       | WEB     | parcel  | SHIPPING       |       | yes   |       | home    | yes |         | phone          | buyer.phone payment.tender
            a carrier that has the number              | WEB     | parcel  | SHIPPING       |       | yes   | yes   | home    | yes |         | phone          | payment.tender
            nobody carries what is picked up           | WEB     | parcel  | PICKUP         |       | yes   |       | half    | yes |         | phone          | payment.tender
            a till that has it brought                 | POS     | parcel  | LOCAL_DELIVERY |       |       |       | home    | yes |         | phone          | buyer.phone payment.tender
            a download that cannot be given back       | WEB     | digital | DIGITAL        |       | yes   |       | none    | yes |         | waiver         | consent.digital_waiver payment.tender
            its buyer agrees to that                   | WEB     | digital | DIGITAL        |       | yes   |       | none    | yes |         | waiver waived  | payment.tender
            no such law outside the European Union     | WEB     | digital | DIGITAL        |       | yes   |       | none    | yes | US      | waiver         | payment.tender
            nothing to waive with a parcel             | WEB     | parcel  | SHIPPING       |       | yes   |       | home    | yes |         | waiver         | payment.tender
            everything a merchant can want             | WEB     | both    | SHIPPING       | 18 0  |       |       | none    | yes |         | terms phone waiver | buyer.phone buyer.email buyer.age fulfillment.address consent.terms consent.digital_waiver payment.tender
            """;

    private static final Map<String, Map<String, String>> ADDRESSES = Map.of(
            "none", NOWHERE,
            "half", HALF,
            "home", HOME,
            "ny",
                    Map.of(
                            "name",
                            "Ada",
                            "line1",
                            "350 Fifth Ave",
                            "postal_code",
                            "10118",
                            "city",
                            "New York",
                            "region",
                            "NY"),
            "hk", Map.of("name", "Ada", "line1", "1 Queen's Road", "region", "Hong Kong Island"),
            "ie", Map.of("name", "Ada", "line1", "1 Grafton Street", "city", "Dublin"),
            "jp", Map.of("name", "Ada", "line1", "Chiyoda 1-1", "postal_code", "100-0001", "region", "Tokyo"));

    private static final String TERMS = "https://shop.example/terms/2026-11";

    /** One line of the specification. */
    record Scenario(String who, Situation situation, List<String> asks) {

        static Scenario of(String line) {
            var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            var channel = Map.of("WEB", WEB, "IN_APP", IN_APP, "POS", POS, "PHONE", PHONE)
                    .get(cells.get(1));
            var by = cells.get(3).isEmpty() ? null : FulfillmentKind.valueOf(cells.get(3));
            var age = (cells.get(4).isEmpty() ? "0 0" : cells.get(4)).split(" ");
            var policy = List.of(cells.get(10).split(" "));
            var situation = new Situation(
                    channel,
                    !cells.get(2).equals("none"),
                    cells.get(2).equals("digital"),
                    List.of("digital", "both").contains(cells.get(2)),
                    channel.isFaceToFace() && by == null,
                    by,
                    by == null ? 0 : 2,
                    cells.get(5).isEmpty() ? null : "a@b.c",
                    cells.get(6).isEmpty() ? null : "+4930",
                    ADDRESSES.get(cells.get(7)),
                    cells.get(9).isEmpty() ? "DE" : cells.get(9),
                    "€22.70",
                    cells.get(8).equals("no"),
                    false,
                    Set.of(),
                    Integer.parseInt(age[0]),
                    Integer.parseInt(age[1]),
                    false,
                    false,
                    new AskPolicy(
                            policy.contains("terms") ? TERMS : null,
                            policy.contains("phone"),
                            policy.contains("waiver")),
                    policy.contains("agreed")
                            ? TERMS
                            : policy.contains("older") ? "https://shop.example/terms/2025" : null,
                    policy.contains("waived"));
            var asks = cells.get(11);
            return new Scenario(cells.get(0), situation, asks.isEmpty() ? List.of() : List.of(asks.split(" ")));
        }

        /** A line of the table for people. */
        String row() {
            var plan = Asks.plan(situation);
            return "| %s | %s | %d | %d |"
                    .formatted(
                            who,
                            plan.asks().isEmpty()
                                    ? "nothing"
                                    : plan.asks().stream()
                                            .map(it -> "`" + it.id() + "`")
                                            .collect(joining(", ")),
                            plan.asks().stream()
                                    .mapToInt(it -> it.cost().fields())
                                    .sum(),
                            plan.asks().stream()
                                    .mapToInt(it -> it.cost().seconds())
                                    .sum());
        }
    }

    private static Stream<Scenario> specified() {
        return SPECIFICATION.lines().skip(1).map(Scenario::of);
    }

    static Stream<Arguments> scenarios() {
        return specified().map(it -> Arguments.of(it.who(), it.situation(), it.asks()));
    }

    /** The table in docs/asks.md is this one, with what the planner says each buyer has to fill in. */
    @Test
    void the_table_for_people_is_what_the_planner_does() throws IOException {
        var rows = specified().map(Scenario::row).collect(joining("\n", "", "\n"));
        var page = Files.readString(Path.of("..", "docs", "asks.md"));
        var written = Files.writeString(Path.of("target", "asks-table.md"), rows);

        assertThat(page)
                .as("copy the rows of checkout-api/" + written + " into docs/asks.md")
                .contains(rows);
    }

    @Test
    void the_specification_is_long_enough_to_mean_something() {
        assertThat(scenarios()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest(name = "{0} is asked {2}")
    @MethodSource("scenarios")
    void asks_only_what_is_missing(String name, Situation situation, List<String> expected) {
        assertThat(Asks.plan(situation).asks()).extracting(Ask::id).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void nothing_is_both_asked_and_skipped(String name, Situation situation, List<String> expected) {
        assertThat(Asks.plan(situation).skipped()).noneMatch(it -> expected.contains(it.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void only_with_nothing_but_the_tender_left_it_can_be_completed(
            String name, Situation situation, List<String> expected) {
        var others = expected.stream().anyMatch(it -> !it.equals("payment.tender"));

        assertThat(Asks.plan(situation).onlyPaymentIsLeft()).isEqualTo(!others);
    }

    @Test
    void guests_fill_at_most_five_fields_for_delivery_two_for_pickup_and_one_for_digital_goods() {
        assertThat(fields(new Case(WEB, true, false, SHIPPING, null, null, NOWHERE)))
                .isEqualTo(5);
        assertThat(fields(new Case(WEB, true, false, PICKUP, null, null, NOWHERE)))
                .isEqualTo(2);
        assertThat(fields(new Case(WEB, true, true, DIGITAL, null, null, NOWHERE)))
                .isEqualTo(1);
        assertThat(fields(new Case(POS, true, false, null, null, null, NOWHERE)))
                .isZero();
        assertThat(fields(new Case(PHONE, true, false, SHIPPING, null, "+4930", NOWHERE)))
                .isLessThanOrEqualTo(4);
    }

    private static Situation known(boolean newPlace, boolean savedTender) {
        return new Situation(
                WEB,
                true,
                false,
                false,
                false,
                SHIPPING,
                2,
                "a@b.c",
                null,
                HOME,
                "DE",
                "€22.70",
                false,
                true,
                Set.of(),
                0,
                0,
                newPlace,
                savedTender,
                AskPolicy.NONE,
                null,
                false);
    }

    /** Nothing is asked more or less, and nobody pays before all is answered. */
    @ParameterizedTest(name = "{0} is asked the same in another order")
    @MethodSource("scenarios")
    void another_order_asks_the_same(String name, Situation situation, List<String> expected) {
        var first = List.of("fulfillment.address", "consent.terms", "buyer.email");

        var asks = Asks.plan(situation, first).asks().stream().map(Ask::id).toList();

        assertThat(asks).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(asks.indexOf("line_items")).isLessThanOrEqualTo(0);
        if (asks.contains(Ask.TENDER)) assertThat(asks.indexOf(Ask.TENDER)).isEqualTo(asks.size() - 1);
        var named = asks.stream().filter(first::contains).toList();
        assertThat(named).isEqualTo(first.stream().filter(asks::contains).toList());
        var begin = asks.contains("line_items") ? 1 : 0;
        assertThat(asks.subList(begin, begin + named.size())).isEqualTo(named);
    }

    @Test
    void who_is_known_by_a_device_alone_proves_it_before_a_saved_tender_pays_for_a_new_place() {
        var plan = Asks.plan(known(true, true));

        assertThat(plan.onlyPaymentIsLeft()).isFalse();
        assertThat(plan.asks()).extracting(Ask::id).containsExactly(Asks.VERIFICATION, "payment.tender");
        assertThat(plan.asks().get(0).reason().code()).isEqualTo("new_address_with_saved_tender");
        assertThat(plan.asks().get(0).removableBy()).contains("use a passkey", "pay with something else");
    }

    @Test
    void another_tender_or_a_place_that_is_known_needs_no_proof() {
        assertThat(Asks.plan(known(true, false)).asks()).extracting(Ask::id).containsExactly("payment.tender");
        assertThat(Asks.plan(known(true, false)).skipped())
                .filteredOn(it -> it.id().equals(Asks.VERIFICATION))
                .extracting(it -> it.reason().code())
                .containsExactly("only_for_saved_tender");
        assertThat(Asks.plan(known(false, true)).asks()).extracting(Ask::id).containsExactly("payment.tender");
        assertThat(Asks.plan(known(false, true)).skipped())
                .noneMatch(it -> it.id().equals(Asks.VERIFICATION));
    }

    @Test
    void a_half_known_address_costs_only_what_is_missing() {
        var half = new Case(WEB, true, false, SHIPPING, "a@b.c", null, Map.of("name", "Ada", "city", "Berlin"));

        assertThat(fields(half)).isEqualTo(2);
    }

    @Test
    void guests_elsewhere_fill_no_more_than_at_home_where_the_postal_code_tells_the_rest() {
        for (var country : List.of("US", "CA", "AU", "BR", "MX", "GB", "IE", "HK", "JP", "SG", "AE")) {
            assertThat(AddressParts.needed(country).size())
                    .as(country)
                    .isLessThanOrEqualTo(PostalRegions.isKnownFor(country) ? 6 : 5);
        }
    }

    private static int fields(Case situation) {
        return situation.plan().asks().stream()
                .mapToInt(it -> it.cost().fields())
                .sum();
    }
}
