package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import onetill.audit.AuditAction;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** Who did what: written with it, by each call that has to, changed by nobody, and found out if it was. */
class AuditIT extends ShopTest {

    private static final String VISA = "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}";
    private static final String ADDRESS =
            "{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";

    private static final String STORE_APP = "/channels/app/store-apps/app_store";

    /** Calls that change something and are no action on money or settings, and why. */
    private static final Map<String, String> NOT_AUDITED = Map.ofEntries(
            Map.entry("openCheckoutSession", "a buyer's; what comes of it says the session's event session.opened"),
            Map.entry("openHostedCheckout", "as openCheckoutSession"),
            Map.entry("openCall", "as openCheckoutSession"),
            Map.entry("changeCheckoutSession", "a buyer's; each change is an event with its actor"),
            Map.entry("completeCheckoutSession", "a sale: the order and its event order.placed say who"),
            Map.entry("ringUpSale", "a sale, as completeCheckoutSession"),
            Map.entry("payDeposit", "a buyer pays; the session's event says who"),
            Map.entry("openPaymentForm", "prepares a payment of the buyer's"),
            Map.entry("openPaymentSheet", "prepares a payment of the buyer's"),
            Map.entry("beginKeyedEntry", "prepares a payment of the buyer's"),
            Map.entry("refreshPayment", "only asks the provider"),
            Map.entry("previewOrderEdit", "changes nothing"),
            Map.entry("withdrawPayment", "takes back what the buyer has not finished; nothing was taken"),
            Map.entry("checkPaymentAttempt", "only asks the provider"),
            Map.entry("reconcile", "only reads and compares, as a timer does"),
            Map.entry("quote", "keeps nothing"),
            Map.entry("lookUpGiftCard", "only reads"),
            Map.entry("lookUpCustomers", "only reads"),
            Map.entry("offerHandoff", "whoever takes the session over is audited"),
            Map.entry("mintPayLink", "an offer to the buyer; the session's event says who"),
            Map.entry("recognizeBuyer", "a buyer's; the event session.recognized says who"),
            Map.entry("forgetBuyer", "a buyer's"),
            Map.entry("sendVerificationCode", "a buyer's"),
            Map.entry("testWebhookEndpoint", "sends a made-up message to an endpoint that is audited"),
            Map.entry("receiveStripeEvent", "the provider's, kept in the inbox"),
            Map.entry("receiveAdyenWebhook", "the provider's, kept in the inbox"),
            Map.entry("recordStorePurchase", "a sale the app store has made: the order and its events say who"),
            Map.entry("receiveAppStoreNotification", "the app store's, kept with what it tells of"),
            Map.entry("receiveGooglePlayNotification", "the app store's, kept with what it tells of"),
            Map.entry("quoteCheckoutSession", "keeps nothing"),
            Map.entry("previewNoticeTemplate", "keeps nothing"),
            Map.entry("requestAssistance", "only asks the buyer; the event assistance.requested says who"),
            Map.entry("answerAssistance", "a buyer's; the event assistance.allowed or .declined says so"),
            Map.entry("endAssistance", "the event assistance.ended says who"),
            Map.entry("requestCall", "a buyer's; the event call_request.requested says so"),
            Map.entry("cancelCallRequest", "a buyer's; the event call_request.canceled says so"),
            Map.entry("takeCall", "the event call_request.taken says who; what they do then is audited"),
            Map.entry("takeNextCall", "as takeCall"),
            Map.entry("putAgent", "says how it is with oneself; the event agent.changed"),
            Map.entry("tellOfCall", "the event call.answered says who; what they do then is audited"),
            Map.entry("tellCallEvent", "each is an event of the call with its actor"),
            Map.entry("changeCall", "the event call.changed says who"),
            Map.entry("wrapUpCall", "what somebody thinks of a call; the event call.wrapped_up says who"),
            Map.entry(
                    "startKeypadEntry",
                    "prepares a payment of the buyer's; that it was charged is audited as charge_call"),
            Map.entry("restartKeypadField", "the caller types once more; the event keypad_entry.progress"),
            Map.entry("cancelKeypadEntry", "nothing was paid; the event keypad_entry.canceled"),
            Map.entry("receiveKeypadEvent", "the telephony's; events keypad_entry.* tell of it"),
            Map.entry("receiveTelephonyEvent", "the telephony's, kept with the call it tells of"),
            Map.entry("receiveTwilioVoiceStatus", "the telephony's, kept with the call it tells of"),
            Map.entry("finishCall", "the event call_request.finished or .requeued says who"),
            Map.entry("giveConsent", "a buyer's; the consent itself keeps who wrote it down"),
            Map.entry("withdrawConsent", "a buyer's; the consent itself keeps who took it back"),
            Map.entry("putMeasurementIds", "a buyer's, under a consent that keeps who wrote it down"),
            Map.entry("sendClientHints", "counts of what happened in fields, of nobody in particular"),
            Map.entry("giveFeedback", "a buyer's; the event feedback.given says so"),
            Map.entry("askPasskey", "a question to the buyer's device"),
            Map.entry("addPasskey", "a buyer's; the event passkey.added says so"),
            Map.entry("renamePasskey", "a buyer's own name for it"),
            Map.entry("removePasskey", "a buyer's; the event passkey.removed says so"),
            Map.entry("renamePasskeyOfCustomer", "a name; it opens what it did before"),
            Map.entry("enrollRegister", "by the code of createRegister, which is audited; the event register.enrolled"),
            Map.entry(
                    "sendOfflineSales",
                    "sales, as completeCheckoutSession; corrections of the stock they need are audited"),
            Map.entry("parkSession", "nothing is bought or given; the session's event session.parked says who"),
            Map.entry("resumeSession", "as parkSession; the event session.resumed says who"),
            Map.entry("signInCashier", "who they are stands in all they do; the event cashier.signed_in"),
            Map.entry("tellTrustMessageShown", "what a buyer was shown; the event session.reassured says so"),
            Map.entry("addFulfillment", "the order's event fulfillment.added says who"),
            Map.entry("splitFulfillment", "the order's event fulfillment.split says who"),
            Map.entry("codeLoss", "what somebody thinks; the event session.loss_coded says who"),
            Map.entry("signOutCashier", "nothing is done in their name any more"));

    @Test
    void every_call_that_changes_something_is_audited_or_excused() throws Exception {
        var document = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(Application.managementDoor().resolve("/openapi?format=json"))
                                .build(),
                        BodyHandlers.ofString());
        var changing = new TreeSet<String>();
        var all = new TreeSet<String>();
        for (var path : Caller.JSON.readTree(document.body()).path("paths")) {
            path.fields().forEachRemaining(it -> {
                var operation = it.getValue().path("operationId").asText();
                if (operation.isEmpty()) return;
                all.add(operation);
                if (!"get".equals(it.getKey())) changing.add(operation);
            });
        }

        assertThat(changing).hasSizeGreaterThan(50);
        for (var operation : changing) {
            assertThat(isAudited(operation) ^ NOT_AUDITED.containsKey(operation))
                    .as("%s is an AuditAction, or in the list above with the reason why not", operation)
                    .isTrue();
        }
        var written = all.stream().map(AuditIT::snake).toList();
        for (var action : AuditAction.values()) assertThat(written).contains(action.stored());
    }

    private static boolean isAudited(String operation) {
        return java.util.Arrays.stream(AuditAction.values())
                .anyMatch(it -> it.stored().equals(snake(operation)));
    }

    private static String snake(String operation) {
        return operation.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** Each is called; then there is one entry more, by who called, of this very request. */
    @Test
    void every_audited_call_writes_who_did_what() {
        var calls = calls();
        assertThat(calls.keySet()).isEqualTo(Set.of(AuditAction.values()));
        for (var action : AuditAction.values()) {
            var before = count(action);

            var answer = calls.get(action).get();

            assertThat(answer.status()).as(action + " " + answer.body()).isBetween(200, 299);
            assertThat(count(action) - before).as(action.stored()).isEqualTo(1);
            var entry = shop.server()
                    .get("/audit-entries?limit=1&action=" + action.stored())
                    .body()
                    .at("/data/0");
            assertThat(entry.path("request_id").asText()).as(action.stored()).isEqualTo(answer.header("Request-Id"));
            assertThat(entry.path("actor").asText())
                    .as(action.stored())
                    .matches("(staff:(ada|alex|max)|secret_key:.+|register:till-1)");
            assertThat(entry.at("/resource/type").asText())
                    .isEqualTo(action.subject().stored());
            var href = entry.at("/resource/href");
            if (!href.isNull()
                    && !Set.of("delete_webhook_endpoint", "delete_export_destination", "erase_personal_data")
                            .contains(action.stored())) {
                assertThat(readable(action, href.asText())).as(href.asText()).isEqualTo(200);
            }
        }
        // These two were put in by hand, so nothing tells how they began.
        shop.run("delete from event where merchant_id = ? and aggregate_type in ('provider_event',"
                + " 'reconciliation_break')");
    }

    /** Keys are for people; all else the merchant's server can read, too. */
    private int readable(AuditAction action, String href) {
        return action.subject() == AuditAction.Subject.API_KEY
                ? shop.staff("ada").get(href).status()
                : Caller.text(href, shop.secretKey).statusCode();
    }

    private long count(AuditAction action) {
        return (long) shop.one(
                "select count(*) from audit_entry where merchant_id = ? and action = '" + action.stored() + "'");
    }

    private String fulfillment(String order) {
        return order + "/fulfillments/"
                + shop.server()
                        .get(order + "/fulfillments")
                        .body()
                        .at("/data/0/id")
                        .asText();
    }

    private Map<AuditAction, Supplier<Answer>> calls() {
        var ada = shop.staff("ada");
        var alex = shop.staff("alex");
        var tills = new Tills(shop);
        var calls = new LinkedHashMap<AuditAction, Supplier<Answer>>();
        calls.put(
                AuditAction.REFUND_ORDER,
                () -> ada.post(order("web") + "/refunds", "{\"amount_minor\":100,\"reason\":\"damaged\"}"));
        calls.put(
                AuditAction.RETURN_ORDER,
                () -> ada.post(
                        order("web") + "/returns", "{\"lines\":[{\"line\":1,\"quantity\":1}],\"reason\":\"broken\"}"));
        calls.put(
                AuditAction.EXCHANGE_ORDER,
                () -> ada.post(
                        order("web") + "/exchanges",
                        "{\"lines\":[{\"line\":1,\"quantity\":1}],\"line_items\":[{\"sku\":\"TEA\"}],\"reason\":\"broken\"}"));
        calls.put(
                AuditAction.EDIT_ORDER,
                () -> ada.post(
                        order("web") + "/edits",
                        "{\"revision\":1,\"difference_minor\":0,\"reason\":\"wrong street\",%s"
                                .formatted(ADDRESS.replace("Torstr. 1", "Linienstr. 7")
                                        .substring(1))));
        calls.put(
                AuditAction.ADD_TO_ORDER,
                () -> ada.post(
                        order("web") + "/additions", "{\"line_items\":[{\"sku\":\"TEA\"}],\"reason\":\"forgotten\"}"));
        calls.put(AuditAction.RETURN_WITHOUT_RECEIPT, () -> {
            var till = Caller.with(tills.enrolled().text("credential"));
            var max = tills.person("Max", "manager", "8152");
            var approval = Tills.approve(till, max, "8152", "refund", null).text("token");
            return till.post(
                    "/unreceipted-returns",
                    "{\"lines\":[{\"sku\":\"TEA\",\"quantity\":1}],\"refund\":\"gift_card\",\"reason\":\"broken\",\"approval\":\"%s\"}"
                            .formatted(approval));
        });
        calls.put(AuditAction.CAPTURE_ORDER, () -> shop.server().post(order("reserve") + "/captures", "{}"));
        calls.put(AuditAction.VOID_ORDER, () -> ada.post(order("reserve") + "/void", "{\"reason\":\"out of stock\"}"));
        calls.put(AuditAction.RECORD_FULFILLMENT_EVENT, () -> {
            var path = fulfillment(order("web"));
            ada.post(path + "/events", "{\"event\":\"ship\"}");
            return ada.post(path + "/events", "{\"event\":\"fail\",\"reason\":\"nobody there\"}");
        });
        calls.put(
                AuditAction.CANCEL_FULFILLMENT,
                () -> ada.post(fulfillment(order("web")) + "/cancel", "{\"reason\":\"broken\"}"));
        var telephonies = "/channels/phone/telephony-connections";
        Supplier<String> telephony = () -> telephonies + "/"
                + ada.post(telephonies, "{\"kind\":\"generic\"}")
                        .body()
                        .at("/connection/id")
                        .asText();
        calls.put(AuditAction.CREATE_TELEPHONY_CONNECTION, () -> ada.post(telephonies, "{\"kind\":\"generic\"}"));
        calls.put(AuditAction.ROTATE_TELEPHONY_SECRET, () -> ada.post(telephony.get() + "/secret-rotation", "{}"));
        calls.put(AuditAction.DELETE_TELEPHONY_CONNECTION, () -> ada.send("DELETE", telephony.get(), null, Map.of()));
        calls.put(
                AuditAction.PUT_CALL_REASONS,
                () -> put("/channels/phone/call-reasons", "{\"data\":[{\"code\":\"sale\",\"label\":\"Sold\"}]}"));
        calls.put(
                AuditAction.SEND_ORDER_NOTICE,
                () -> ada.post(order("web") + "/notices", "{\"medium\":\"email\",\"to\":\"ada@example.com\"}"));
        calls.put(AuditAction.ISSUE_RECEIPT, () -> ada.post(order("web") + "/receipts", "{\"medium\":\"print\"}"));
        calls.put(AuditAction.RETURN_DEPOSIT, this::returnDeposit);
        calls.put(AuditAction.CHARGE_CALL, this::chargeCall);
        calls.put(
                AuditAction.CANCEL_CHECKOUT_SESSION, () -> alex.postWithoutKey(session(alex, "web") + "/cancel", null));
        var discount = "{\"kind\":\"discount\",\"percent\":5,\"reason\":\"late\"}";
        calls.put(
                AuditAction.ADJUST_PRICE, () -> shop.server().post(sessionWithTea() + "/price-adjustments", discount));
        calls.put(AuditAction.WITHDRAW_PRICE_ADJUSTMENT, () -> {
            var path = sessionWithTea() + "/price-adjustments";
            var id = shop.server()
                    .post(path, discount)
                    .body()
                    .at("/price_adjustments/0/id")
                    .asText();
            return shop.server().send("DELETE", path + "/" + id, null, Map.of());
        });
        var bea = shop.staff("bea", "agent");
        calls.put(AuditAction.TAKE_PEN, () -> alex.postWithoutKey(session(bea, "web") + "/holder", "{}"));
        calls.put(AuditAction.CLAIM_HANDOFF, () -> {
            var code = shop.server()
                    .post(session(shop.server(), "web") + "/handoffs", "{}")
                    .text("code");
            return alex.postWithoutKey("/handoff-claims", "{\"code\":\"%s\"}".formatted(code));
        });
        calls.put(AuditAction.ISSUE_GIFT_CARD, this::issueGiftCard);
        calls.put(
                AuditAction.ADJUST_GIFT_CARD,
                () -> ada.post(
                        "/gift-cards/"
                                + issueGiftCard().body().at("/gift_card/id").asText() + "/adjustments",
                        "{\"action\":\"disable\",\"reason\":\"lost\"}"));
        calls.put(
                AuditAction.ADJUST_STOCK,
                () -> ada.post(
                        "/stock-adjustments",
                        "{\"sku\":\"TEA\",\"location_id\":\"mitte\",\"quantity\":5,\"reason\":\"received\"}"));
        calls.put(
                AuditAction.PUT_STOCK_POLICY,
                () -> put("/stock/policies/TEA", "{\"backorder_limit\":7,\"buckets\":1}"));
        calls.put(AuditAction.EXPLAIN_RECONCILIATION_BREAK, () -> {
            var id = UUID.randomUUID();
            shop.run("insert into reconciliation_break values (?, '" + id + "', 'stripe', 'missing_here', 'pi_" + id
                    + "', null, 0, 1, 'EUR', now(), null, null, null)");
            return ada.postWithoutKey(
                    "/reconciliation-breaks/" + id + "/explain", "{\"explanation\":\"sold by hand\"}");
        });
        calls.put(AuditAction.RETRY_PROVIDER_EVENT, () -> {
            var id = UUID.randomUUID();
            shop.run("insert into provider_event values (?, '" + id + "', 'stripe', 'evt_" + id
                    + "', 'charge.updated', 'ch_1', '{}', '{}', 'dead', 3, 1, null, 'x', now(), null)");
            return ada.postWithoutKey("/provider-events/" + id + "/retry", null);
        });
        calls.put(AuditAction.ADD_CUSTOMER, () -> ada.post("/customers", "{\"name\":\"Grace\"}"));
        calls.put(AuditAction.EXPORT_PERSONAL_DATA, () -> ada.get("/customers/" + customer() + "/personal-data"));
        calls.put(
                AuditAction.ERASE_PERSONAL_DATA,
                () -> ada.postWithoutKey("/customers/" + customer() + "/personal-data/erase", null));
        calls.put(AuditAction.KEEP_TENDER, this::keepTender);
        calls.put(
                AuditAction.REMOVE_SAVED_TENDER,
                () -> ada.send("DELETE", "/saved-tenders/" + keepTender().text("saved_tender_id"), null, Map.of()));
        calls.put(AuditAction.CHANGE_CHANNEL, () -> ada.patch("/channels/web", "{\"tax_rounding\":\"total\"}"));
        calls.put(
                AuditAction.PUT_ITEMS,
                () -> put(
                        "/catalog/items", "{\"data\":[{\"sku\":\"TEA\",\"name\":\"tea\",\"prices\":{\"EUR\":950}}]}"));
        calls.put(
                AuditAction.IMPORT_ITEMS,
                () -> ada.send(
                        "POST",
                        "/catalog/imports?mode=all",
                        "sku,name,price.EUR\nCUP,Cup,500\n",
                        Map.of("Content-Type", "text/csv")));
        calls.put(
                AuditAction.PUT_PRICE_LIST,
                () -> put("/price-lists/vip", "{\"id\":\"vip\",\"name\":\"VIP\",\"currency\":\"EUR\"}"));
        calls.put(
                AuditAction.PUT_LIST_PRICES,
                () -> put("/price-lists/vip/prices", "{\"data\":[{\"sku\":\"TEA\",\"amount_minor\":800}]}"));
        calls.put(
                AuditAction.REPLACE_SCALE_BARCODES,
                () -> put(
                        "/scale-barcodes",
                        "{\"data\":[{\"prefix\":\"21\",\"item_digits\":5,\"value_digits\":5,\"holds\":\"grams\"}]}"));
        calls.put(AuditAction.CREATE_PROMOTION, () -> promotion(10));
        calls.put(
                AuditAction.REPLACE_PROMOTION,
                () -> put("/promotions/" + promotion(10).text("id"), percentOff(20)));
        calls.put(AuditAction.CREATE_EXPERIMENT, this::experiment);
        calls.put(
                AuditAction.CHANGE_EXPERIMENT,
                () -> ada.patch(experimentPath(), "{\"hypothesis\":\"Fewer questions at once\"}"));
        calls.put(AuditAction.START_EXPERIMENT, () -> ada.postWithoutKey(experimentPath() + "/start", null));
        calls.put(AuditAction.STOP_EXPERIMENT, () -> {
            shop.run("update experiment set state = 'stopped' where merchant_id = ?");
            var path = experimentPath();
            ada.postWithoutKey(path + "/start", null);
            return ada.postWithoutKey(path + "/stop", "{\"conclusion\":\"no difference\"}");
        });
        calls.put(
                AuditAction.REPLACE_TAX_RATES,
                () -> put(
                        "/tax-rates",
                        "{\"data\":[{\"country\":\"DE\",\"tax_category\":\"standard\",\"percent\":20},{\"country\":\"DE\",\"tax_category\":\"reduced\",\"percent\":7}]}"));
        calls.put(
                AuditAction.REPLACE_ROUTING_RULES,
                () -> put("/routing-rules", "{\"rules\":[{\"providers\":[\"stripe\"]}]}"));
        calls.put(
                AuditAction.REPLACE_FULFILLMENT_OPTIONS,
                () -> put(
                        "/fulfillment-options",
                        "{\"data\":[{\"id\":\"standard\",\"kind\":\"shipping\",\"title\":\"Post\",\"rates\":[{\"currency\":\"EUR\",\"amount_minor\":590}]}]}"));
        calls.put(
                AuditAction.REPLACE_FULFILLMENT_RULES,
                () -> put(
                        "/fulfillment-rules",
                        "{\"data\":[{\"effect\":\"hide\",\"kinds\":[\"local_delivery\"],\"because\":\"no couriers"
                                + " today\"}]}"));
        calls.put(
                AuditAction.REPLACE_HOLIDAYS,
                () -> put(
                        "/holidays", "{\"data\":[{\"country\":\"DE\",\"day\":\"2027-01-01\",\"name\":\"New Year\"}]}"));
        calls.put(
                AuditAction.REPLACE_POSTAL_PLACES,
                () -> put(
                        "/postal-places",
                        "{\"data\":[{\"country\":\"DE\",\"postal_code\":\"10119\",\"latitude\":52.53,\"longitude\":13.4}]}"));
        calls.put(
                AuditAction.PUT_LOCATION,
                () -> put(
                        "/locations/west",
                        "{\"id\":\"west\",\"name\":\"West\",\"line1\":\"Kantstr."
                                + " 1\",\"postal_code\":\"10623\",\"city\":\"Berlin\",\"country\":\"DE\",\"time_zone\":\"Europe/Berlin\"}"));
        calls.put(AuditAction.CREATE_WEBHOOK_ENDPOINT, this::endpoint);
        calls.put(
                AuditAction.CHANGE_WEBHOOK_ENDPOINT,
                () -> ada.patch(endpointPath(), "{\"event_types\":[\"order.placed\"]}"));
        calls.put(AuditAction.DELETE_WEBHOOK_ENDPOINT, () -> ada.send("DELETE", endpointPath(), null, Map.of()));
        calls.put(AuditAction.ROTATE_WEBHOOK_SECRET, () -> ada.post(endpointPath() + "/secret-rotation", null));
        calls.put(AuditAction.REPLAY_WEBHOOK_DELIVERY, () -> {
            var path = endpointPath();
            var delivery = ada.post(path + "/test", null).text("id");
            return ada.post(path + "/deliveries/" + delivery + "/replay", null);
        });
        calls.put(
                AuditAction.REPLAY_WEBHOOKS,
                () -> ada.post(
                        endpointPath() + "/replays",
                        "{\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-02T00:00:00Z\"}"));
        calls.put(AuditAction.CREATE_EXPORT_DESTINATION, this::destination);
        calls.put(
                AuditAction.CHANGE_EXPORT_DESTINATION,
                () -> ada.patch(destinationPath(), "{\"occasions\":[\"purchase\"]}"));
        calls.put(AuditAction.DELETE_EXPORT_DESTINATION, () -> ada.send("DELETE", destinationPath(), null, Map.of()));
        calls.put(AuditAction.RETRY_EXPORT_DELIVERY, () -> {
            var path = destinationPath();
            var delivery = UUID.randomUUID();
            shop.run("insert into export_delivery (merchant_id, delivery_id, destination_id, ordinal, event_id,"
                    + " occasion, session_id, state,"
                    + " occurred_at,"
                    + " created_at)"
                    + " values"
                    + " (?, '" + delivery + "', '" + path.replaceFirst(".*/", "")
                    + "', 1000, gen_random_uuid(), 'purchase', gen_random_uuid(), 'dead', now(), now())");
            return ada.post(path + "/deliveries/" + delivery + "/retry", null);
        });
        calls.put(
                AuditAction.PUT_FEEDBACK_POLICY,
                () -> put("/channels/web/feedback-policy", "{\"question\":\"How was it?\"}"));
        calls.put(AuditAction.PUT_NOTICE_POLICY, () -> put("/channels/web/notice-policy", "{\"collected\":\"none\"}"));
        calls.put(
                AuditAction.REPLACE_NOTICE_TEMPLATES,
                () -> put(
                        "/notice-templates",
                        "{\"data\":[{\"kind\":\"placed\",\"locale\":\"en\",\"medium\":\"sms\",\"text\":\"{order_number}\"}]}"));
        calls.put(AuditAction.CREATE_API_KEY, this::key);
        calls.put(AuditAction.ROTATE_API_KEY, () -> ada.post(keyPath() + "/rotate", "{}"));
        calls.put(AuditAction.REVOKE_API_KEY, () -> ada.postWithoutKey(keyPath() + "/revoke", null));
        calls.put(AuditAction.CREATE_REGISTER, tills::created);
        calls.put(
                AuditAction.REVOKE_REGISTER,
                () -> ada.postWithoutKey(
                        "/registers/"
                                + tills.created().body().at("/register/id").asText() + "/revoke",
                        null));
        calls.put(
                AuditAction.ADD_STAFF_MEMBER,
                () -> ada.post("/staff-members", "{\"name\":\"Cara\",\"roles\":[\"cashier\"]}"));
        calls.put(
                AuditAction.CHANGE_STAFF_MEMBER,
                () -> ada.patch("/staff-members/" + tills.person("Cara", "cashier", "8152"), "{\"active\":false}"));
        calls.put(AuditAction.SET_PIN, () -> {
            var added = ada.post("/staff-members", "{\"name\":\"Carl\",\"roles\":[\"cashier\"]}");
            return Tills.setPin(ada, added.text("id"), "8152");
        });
        calls.put(
                AuditAction.APPROVE_AT_REGISTER,
                () -> Tills.approve(shop.till(), tills.person("Max", "manager", "8152"), "8152", "refund", null));
        calls.put(
                AuditAction.OPEN_SHIFT,
                () -> Caller.with(tills.enrolled().text("credential")).post("/shifts", "{\"float_minor\":0}"));
        calls.put(
                AuditAction.MOVE_CASH,
                () -> ada.post(
                        openShift() + "/movements",
                        "{\"direction\":\"pay_in\",\"kind\":\"safe\",\"amount_minor\":500,\"reason\":\"Change\"}"));
        calls.put(AuditAction.OPEN_DRAWER, () -> {
            var till = Caller.with(tills.enrolled().text("credential"));
            var shift = openShift();
            var max = tills.person("Max", "manager", "8152");
            var approval = Tills.approve(till, max, "8152", "open_drawer", null).text("token");
            return till.post(
                    shift + "/drawer-openings", "{\"reason\":\"Change\",\"approval\":\"%s\"}".formatted(approval));
        });
        calls.put(AuditAction.CLOSE_SHIFT, () -> ada.post(openShift() + "/close", "{\"counts\":[]}"));
        calls.put(AuditAction.EXPLAIN_SALE_VARIANCE, () -> {
            var register = tills.enrolled().body().at("/register/id").asText();
            var day = java.time.LocalDate.now(java.time.ZoneOffset.UTC);
            var sent = shop.server().postWithoutKey("/offline-sales", """
                    {"register_id":"%s","sales":[{"business_day":"%s","sequence":1,"taken_at":"%sT00:00:00Z",
                     "lines":[{"sku":"GONE","name":"Gone","quantity":1,"unit_price_minor":100,"total_minor":100,"tax_percent":19,"tax_minor":16}],
                     "total_minor":100,"tender":{"type":"cash","received_minor":100}}]}""".formatted(register, day, day));
            assertThat(sent.status()).as(sent.body().toString()).isEqualTo(200);
            var id = ada.get("/sale-variances").body().at("/data/0/id").asText();
            return ada.postWithoutKey("/sale-variances/" + id + "/explain", "{\"explanation\":\"An old item\"}");
        });
        calls.put(AuditAction.SET_STORE_APP, this::storeApp);
        calls.put(AuditAction.REMOVE_STORE_APP, () -> {
            storeApp();
            return ada.send("DELETE", STORE_APP, null, Map.of());
        });
        calls.put(AuditAction.GIVE_CONSENT_OF_CUSTOMER, () -> consent(customer()));
        calls.put(AuditAction.WITHDRAW_CONSENT_OF_CUSTOMER, () -> {
            var customer = customer();
            var id = consent(customer).text("id");
            return ada.send("DELETE", "/customers/" + customer + "/consents/" + id, null, Map.of());
        });
        calls.put(AuditAction.REMOVE_PASSKEY_OF_CUSTOMER, () -> {
            var customer = customer();
            var id = passkey(customer, consent(customer).text("id"));
            return ada.send("DELETE", "/customers/" + customer + "/passkeys/" + id, null, Map.of());
        });
        return calls;
    }

    /** Not enabled, so that nobody is called. */
    private Answer destination() {
        return shop.staff("ada")
                .post(
                        "/export-destinations",
                        "{\"kind\":\"ga4\",\"enabled\":false,\"settings\":{\"measurement_id\":\"G-ABC12345\"},\"credentials\":{\"api_secret\":\"s\"}}");
    }

    private String destinationPath() {
        return "/export-destinations/"
                + destination().body().at("/destination/id").asText();
    }

    private Answer key() {
        return shop.staff("ada")
                .post("/api-keys", "{\"kind\":\"secret_key\",\"label\":\"ERP\",\"scopes\":[\"orders:read\"]}");
    }

    private String openShift() {
        return "/shifts/"
                + shop.server()
                        .get("/shifts?state=open")
                        .body()
                        .at("/data/0/id")
                        .asText();
    }

    private String keyPath() {
        return "/api-keys/" + key().body().at("/api_key/id").asText();
    }

    private Answer experiment() {
        return shop.staff("ada").post("/experiments", """
                {"name":"Address first","hypothesis":"It feels like progress","varies":"asks_order","arms":[{"name":"usual"},
                 {"name":"address_first","value":{"asks":["fulfillment.address"]}}]}""");
    }

    private String experimentPath() {
        return "/experiments/" + experiment().text("id");
    }

    private Answer storeApp() {
        return put(STORE_APP, "{\"app_id\":\"com.example.tea\",\"environment\":\"sandbox\"}");
    }

    private Answer consent(String customer) {
        return shop.staff("ada")
                .post("/customers/" + customer + "/consents", "{\"purpose\":\"card\",\"text\":\"Yes\"}");
    }

    private UUID passkey(String customer, String consent) {
        var id = UUID.randomUUID();
        shop.run("""
                insert into passkey (merchant_id, passkey_id, customer_id, consent_id, credential_id, public_key, label, proof,
                                     sign_count, backup_eligible, backed_up, created_at)
                values (?, '%s', '%s', '%s', 'credential-%s', 'key', 'Phone', 'buyer', 0, false, false, now())""".formatted(id, customer, consent, id));
        return id;
    }

    private Answer put(String path, String json) {
        return shop.staff("ada").send("PUT", path, json, Map.of());
    }

    private static String session(Caller caller, String channel) {
        var opened = caller.post("/checkout-sessions", "{\"channel\":\"%s\"}".formatted(channel));
        var session = opened.body().has("session") ? opened.body().path("session") : opened.body();
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return "/checkout-sessions/" + session.path("id").asText();
    }

    private String sessionWithTea() {
        var opened =
                shop.server().post("/checkout-sessions", "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\"}]}");
        return "/checkout-sessions/" + opened.body().at("/session/id").asText();
    }

    private String order(String channel) {
        var session = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"%s\",\"line_items\":[{\"sku\":\"POT\"}],\"buyer\":{\"email\":\"ada@example.com\"},\"fulfillment\":%s}"
                                .formatted(channel, ADDRESS))
                .body()
                .path("session");
        var paid = shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":%s}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong(),
                                        VISA));
        assertThat(paid.status()).as(paid.body().toString()).isEqualTo(200);
        return "/orders/" + paid.body().at("/order/id").asText();
    }

    private Answer returnDeposit() {
        var path = "/checkout-sessions/"
                + shop.server()
                        .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"POT\"}]}")
                        .body()
                        .at("/session/id")
                        .asText();
        var ahead = shop.server()
                .post(path + "/deposits", "{\"revision\":1,\"amount_minor\":1500,\"tender\":%s}".formatted(VISA));
        return shop.server()
                .post(
                        path + "/deposits/" + ahead.body().at("/tenders/0/id").asText() + "/return",
                        "{\"reason\":\"changed my mind\"}");
    }

    private Answer chargeCall() {
        var alex = shop.staff("alex");
        var call = alex.post(
                "/channels/phone/calls",
                "{\"caller_number\":\"%s\",\"line_items\":[{\"sku\":\"TEA\"}],\"fulfillment\":%s}"
                        .formatted(Shop.PHONE, ADDRESS));
        var session = call.body().path("session");
        return alex.post(
                "/channels/phone/calls/" + session.path("id").asText() + "/charges",
                "{\"revision\":%d,\"confirmed_total_minor\":%d,\"saved_tender_id\":\"%s\",\"consent\":{\"text\":\"Charge it\",\"given\":true}}"
                        .formatted(
                                session.path("revision").asLong(),
                                session.path("total_minor").asLong(),
                                shop.savedTenderId));
    }

    private Answer issueGiftCard() {
        return shop.staff("ada")
                .post(
                        "/gift-cards",
                        "{\"kind\":\"gift_card\",\"amount_minor\":5000,\"currency\":\"EUR\",\"reason\":\"sold\"}");
    }

    private String customer() {
        return shop.server().post("/customers", "{\"name\":\"Grace\"}").text("id");
    }

    private Answer keepTender() {
        return shop.server()
                .post(
                        "/saved-tenders",
                        "{\"customer_id\":\"%s\",\"payment_method\":\"pm_card_visa\",\"consent\":{\"text\":\"Keep it\",\"given\":true}}"
                                .formatted(customer()));
    }

    private Answer promotion(int percent) {
        return shop.staff("ada").post("/promotions", percentOff(percent));
    }

    private static String percentOff(int percent) {
        return "{\"name\":\"Off\",\"kind\":\"percent_off\",\"percent\":%d,\"active\":false}".formatted(percent);
    }

    private Answer endpoint() {
        return shop.staff("ada").post("/webhook-endpoints", "{\"url\":\"http://localhost:1/hook?token=very-secret\"}");
    }

    private String endpointPath() {
        return "/webhook-endpoints/" + endpoint().body().at("/endpoint/id").asText();
    }

    @Test
    void people_say_why_they_take_or_release_money_and_it_is_kept() {
        var max = shop.staff("max");
        var order = order("reserve");

        assertThat(max.post(order + "/void", "{}").text("type")).isEqualTo("/problems/validation-failed");
        assertThat(max.post(order + "/captures", "{\"reason\":\"  \"}").status())
                .isEqualTo(422);
        assertThat(max.post(order + "/captures", "{\"reason\":\"shipped\"}").text("state"))
                .isEqualTo("paid");

        var entries = shop.server()
                .get("/audit-entries?actor=staff:max&resource_id=" + order.substring("/orders/".length()))
                .body()
                .path("data");
        assertThat(entries).hasSize(1);
        assertThat(entries.at("/0/action").asText()).isEqualTo("capture_order");
        assertThat(entries.at("/0/reason").asText()).isEqualTo("shipped");
        assertThat(entries.at("/0/changes/currency/after").asText()).isEqualTo("EUR");
    }

    @Test
    void a_change_says_what_was_before_and_only_what_is_another_now() {
        put("/catalog/items", "{\"data\":[{\"sku\":\"POT\",\"name\":\"pot\",\"prices\":{\"EUR\":5500}}]}");
        shop.staff("ada").patch("/channels/web", "{\"takes_tips\":true,\"tax_rounding\":\"line\"}");
        var none = shop.staff("ada").patch("/channels/web", "{\"takes_tips\":true}");

        var data = shop.server().get("/audit-entries").body().path("data");

        assertThat(none.status()).isEqualTo(200);
        assertThat(data).hasSize(2);
        assertThat(data.at("/0/changes").toString()).isEqualTo("{\"takes_tips\":{\"before\":false,\"after\":true}}");
        assertThat(data.at("/1/changes/POT.prices.EUR").toString()).isEqualTo("{\"before\":4900,\"after\":5500}");
    }

    @Test
    void what_is_refused_or_repeated_leaves_no_second_entry() {
        var order = order("web");
        var body = "{\"amount_minor\":100,\"reason\":\"damaged\"}";

        shop.server().post(order + "/refunds", body, "key-1");
        shop.server().post(order + "/refunds", body, "key-1");
        shop.server().post(order + "/refunds", "{\"amount_minor\":9999999,\"reason\":\"too much\"}");

        assertThat(count(AuditAction.REFUND_ORDER)).isEqualTo(1);
    }

    @Test
    void what_buyers_do_is_no_matter_of_the_audit() {
        order("web");
        var token = shop.server().post("/checkout-sessions", "{\"channel\":\"web\"}");
        Caller.with(token.text("client_token"))
                .postWithoutKey(
                        "/checkout-sessions/" + token.body().at("/session/id").asText() + "/cancel", null);

        assertThat(shop.rows("select 1 from audit_entry where merchant_id = ?")).isEmpty();
    }

    @Test
    void only_an_admin_or_the_merchants_server_reads_it() {
        for (var person : List.of("max", "cara", "alex")) {
            assertThat(shop.staff(person).get("/audit-entries").status())
                    .as(person)
                    .isEqualTo(403);
            assertThat(shop.staff(person).get("/audit-entries/verification").status())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(shop.staff("ada").get("/audit-entries").status()).isEqualTo(200);
        assertThat(shop.server().get("/audit-entries?action=nothing").status()).isEqualTo(422);
    }

    @Test
    void it_is_read_page_by_page_and_taken_away_as_csv() {
        for (var sku : List.of("TEA", "POT", "RARE")) {
            shop.staff("ada")
                    .post(
                            "/stock-adjustments",
                            "{\"sku\":\"%s\",\"location_id\":\"mitte\",\"quantity\":1,\"reason\":\"received\",\"note\":\"=1+1\"}"
                                    .formatted(sku));
        }
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = shop.server().get("/audit-entries?limit=2" + cursor).body();
            page.path("data").forEach(it -> seen.add(it.at("/resource/id").asText()));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactly("RARE", "POT", "TEA");

        var csv = Caller.text("/audit-entries/export?resource_id=POT", shop.secretKey)
                .body()
                .lines()
                .toList();
        assertThat(csv).hasSize(2);
        assertThat(csv.get(0)).startsWith("id,occurred_at,action,actor");
        assertThat(csv.get(1)).contains(",adjust_stock,staff:ada,item,POT,'=1+1,");
    }

    @Test
    void no_name_address_code_or_secret_is_in_it() {
        shop.staff("ada").post("/customers", "{\"name\":\"Grace Hopper\",\"email\":\"grace@example.com\"}");
        var code = issueGiftCard().text("code");
        var secret = endpoint().text("secret");

        var all = shop.rows("select cast(e as text) from audit_entry e where merchant_id = ?")
                .toString();

        assertThat(all).doesNotContain("Grace", "grace@", code, secret, "very-secret");
    }

    @Test
    void erasing_a_customer_takes_the_words_of_reasons_and_leaves_the_chain() {
        var customer = customer();
        shop.staff("ada")
                .post(
                        "/gift-cards",
                        "{\"kind\":\"store_credit\",\"amount_minor\":500,\"currency\":\"EUR\",\"customer_id\":\"%s\",\"reason\":\"Grace was angry\"}"
                                .formatted(customer));
        awaitSealed();

        shop.staff("ada").postWithoutKey("/customers/" + customer + "/personal-data/erase", null);

        var entry = shop.server()
                .get("/audit-entries?action=issue_gift_card")
                .body()
                .at("/data/0");
        assertThat(entry.path("reason").isNull()).isTrue();
        assertThat(entry.path("reason_forgotten").asBoolean()).isTrue();
        awaitSealed();
        assertThat(verify("").path("intact").asBoolean()).isTrue();
    }

    @Test
    void nobody_changes_it_not_the_application_and_not_even_whoever_owns_the_tables() throws SQLException {
        endpoint();
        try (var connection = Shop.application();
                var statement = connection.createStatement()) {
            for (var change : List.of(
                    "update audit_entry set actor = 'x'",
                    "delete from audit_entry",
                    "update audit_day set root = 'x'",
                    "delete from audit_day")) {
                assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .hasMessageContaining("permission denied");
            }
        }
        for (var change : List.of(
                "update audit_entry set actor = 'x' where merchant_id = ?",
                "delete from audit_entry where merchant_id = ?")) {
            assertThatThrownBy(() -> shop.run(change)).as(change).hasStackTraceContaining("only ever added to");
        }
    }

    /** With the trigger away, an owner may do anything. It is found out. */
    @Test
    void whoever_owns_the_tables_and_tampers_is_found_out() {
        for (var i = 0; i < 4; i++) endpoint();
        awaitSealed();
        var root = shop.server()
                .get("/audit-entries/roots")
                .body()
                .at("/data/0/written")
                .asText();
        assertThat(verify("?root=" + root).path("intact").asBoolean()).isTrue();
        var which = " where merchant_id = ? and seq = 2";

        assertThat(tampered("update audit_entry set actor = 'staff:nobody'" + which, ""))
                .contains("changed");
        assertThat(tampered("delete from audit_entry" + which, "")).contains("missing");
        assertThat(tampered(
                        "insert into audit_entry select merchant_id, gen_random_uuid(), occurred_at, action, actor,"
                                + " resource_type, resource_id, request_id, changes, null, null, null, day, 5, hash from"
                                + " audit_entry"
                                + which,
                        ""))
                .contains("changed");
        assertThat(tampered(
                        "update audit_entry e set occurred_at = o.occurred_at, entry_id = gen_random_uuid(),"
                                + " resource_id = o.resource_id from audit_entry o where e.merchant_id = ? and"
                                + " o.merchant_id = e.merchant_id and o.seq = 5 - e.seq",
                        ""))
                .contains("changed");
        assertThat(tampered("delete from audit_entry where merchant_id = ? and seq = 4", ""))
                .isEmpty();
        assertThat(tampered("delete from audit_entry where merchant_id = ? and seq = 4", "?root=" + root))
                .contains("published_root_missing");
        assertThat(tampered("delete from audit_entry where merchant_id = ?", "?root=" + root))
                .contains("published_root_missing");
        assertThat(verify("?root=" + root).path("intact").asBoolean()).isTrue();
    }

    @Test
    void a_day_that_is_over_is_closed_and_its_root_told() {
        endpoint();
        awaitSealed();
        withoutTriggers("update audit_entry set day = day - 1 where merchant_id = ?");

        Await.until(() ->
                !shop.rows("select 1 from audit_day where merchant_id = ?").isEmpty());
        endpoint();
        awaitSealed();

        var told = shop.rows("select data from event where merchant_id = ? and type = 'audit.day_closed'");
        assertThat(told).hasSize(1);
        assertThat(shop.server().get("/audit-entries/roots").body().path("data"))
                .hasSize(2);
    }

    /** Changes rows for one look at them, and puts them back. */
    private List<String> tampered(String sql, String query) {
        withoutTriggers("create table audit_kept as select * from audit_entry where merchant_id = '" + shop.merchantId
                + "' and cast(? as uuid) is not null");
        try {
            withoutTriggers(sql);
            var kinds = new ArrayList<String>();
            verify(query)
                    .path("findings")
                    .forEach(it -> kinds.add(it.path("kind").asText()));
            return kinds;
        } finally {
            withoutTriggers("delete from audit_entry where merchant_id = ?");
            withoutTriggers("insert into audit_entry select * from audit_kept where merchant_id = cast(? as uuid)");
            withoutTriggers("drop table audit_kept");
        }
    }

    private void withoutTriggers(String sql) {
        try (var connection = Shop.owner();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("alter table audit_entry disable trigger user");
            try (var prepared = connection.prepareStatement(sql)) {
                if (sql.contains("?")) prepared.setObject(1, shop.merchantId);
                prepared.execute();
            }
            statement.execute("alter table audit_entry enable trigger user");
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void awaitSealed() {
        Await.until(() -> shop.rows("select 1 from audit_entry where merchant_id = ? and day is null")
                .isEmpty());
    }

    private JsonNode verify(String query) {
        var answer = shop.server().get("/audit-entries/verification" + query);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }
}
