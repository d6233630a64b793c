package onetill.audit;

import java.util.Locale;
import onetill.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is audited. Each is the call of the API that does it, by the same name: {@code refundOrder} there is
 * {@code refund_order} here. A test goes through all calls and finds the one that is neither here nor excused.
 */
public enum AuditAction {
    REFUND_ORDER(Subject.ORDER),
    RETURN_ORDER(Subject.ORDER),
    EXCHANGE_ORDER(Subject.ORDER),
    EDIT_ORDER(Subject.ORDER),
    ADD_TO_ORDER(Subject.ORDER),
    CAPTURE_ORDER(Subject.ORDER),
    VOID_ORDER(Subject.ORDER),
    RETURN_WITHOUT_RECEIPT(Subject.UNRECEIPTED_RETURN),
    RECORD_FULFILLMENT_EVENT(Subject.ORDER),
    CANCEL_FULFILLMENT(Subject.ORDER),
    ISSUE_RECEIPT(Subject.ORDER),
    SEND_ORDER_NOTICE(Subject.ORDER),
    RETURN_DEPOSIT(Subject.CHECKOUT_SESSION),
    CHARGE_CALL(Subject.CHECKOUT_SESSION),
    CANCEL_CHECKOUT_SESSION(Subject.CHECKOUT_SESSION),
    ADJUST_PRICE(Subject.CHECKOUT_SESSION),
    WITHDRAW_PRICE_ADJUSTMENT(Subject.CHECKOUT_SESSION),
    TAKE_PEN(Subject.CHECKOUT_SESSION),
    CLAIM_HANDOFF(Subject.CHECKOUT_SESSION),
    ISSUE_GIFT_CARD(Subject.GIFT_CARD),
    ADJUST_GIFT_CARD(Subject.GIFT_CARD),
    ADJUST_STOCK(Subject.ITEM),
    PUT_STOCK_POLICY(Subject.ITEM),
    EXPLAIN_RECONCILIATION_BREAK(Subject.RECONCILIATION_BREAK),
    RETRY_PROVIDER_EVENT(Subject.PROVIDER_EVENT),
    ADD_CUSTOMER(Subject.CUSTOMER),
    EXPORT_PERSONAL_DATA(Subject.CUSTOMER),
    ERASE_PERSONAL_DATA(Subject.CUSTOMER),
    KEEP_TENDER(Subject.TENDER_SETUP),
    REMOVE_SAVED_TENDER(Subject.SAVED_TENDER),
    CHANGE_CHANNEL(Subject.CHANNEL),
    PUT_ITEMS(Subject.ITEMS),
    IMPORT_ITEMS(Subject.CATALOG_IMPORT),
    PUT_PRICE_LIST(Subject.PRICE_LIST),
    PUT_LIST_PRICES(Subject.PRICE_LIST),
    REPLACE_SCALE_BARCODES(Subject.SCALE_BARCODES),
    CREATE_PROMOTION(Subject.PROMOTION),
    REPLACE_PROMOTION(Subject.PROMOTION),
    CREATE_EXPERIMENT(Subject.EXPERIMENT),
    CHANGE_EXPERIMENT(Subject.EXPERIMENT),
    START_EXPERIMENT(Subject.EXPERIMENT),
    STOP_EXPERIMENT(Subject.EXPERIMENT),
    REPLACE_TAX_RATES(Subject.TAX_RATES),
    REPLACE_ROUTING_RULES(Subject.ROUTING_RULES),
    REPLACE_FULFILLMENT_OPTIONS(Subject.FULFILLMENT_OPTIONS),
    REPLACE_FULFILLMENT_RULES(Subject.FULFILLMENT_RULES),
    REPLACE_HOLIDAYS(Subject.HOLIDAYS),
    REPLACE_POSTAL_PLACES(Subject.POSTAL_PLACES),
    PUT_LOCATION(Subject.LOCATION),
    CREATE_WEBHOOK_ENDPOINT(Subject.WEBHOOK_ENDPOINT),
    CHANGE_WEBHOOK_ENDPOINT(Subject.WEBHOOK_ENDPOINT),
    DELETE_WEBHOOK_ENDPOINT(Subject.WEBHOOK_ENDPOINT),
    ROTATE_WEBHOOK_SECRET(Subject.WEBHOOK_ENDPOINT),
    REPLAY_WEBHOOK_DELIVERY(Subject.WEBHOOK_ENDPOINT),
    REPLAY_WEBHOOKS(Subject.WEBHOOK_ENDPOINT),
    CREATE_EXPORT_DESTINATION(Subject.EXPORT_DESTINATION),
    CHANGE_EXPORT_DESTINATION(Subject.EXPORT_DESTINATION),
    DELETE_EXPORT_DESTINATION(Subject.EXPORT_DESTINATION),
    RETRY_EXPORT_DELIVERY(Subject.EXPORT_DESTINATION),
    PUT_FEEDBACK_POLICY(Subject.FEEDBACK_POLICY),
    PUT_NOTICE_POLICY(Subject.NOTICE_POLICY),
    REPLACE_NOTICE_TEMPLATES(Subject.NOTICE_TEMPLATES),
    CREATE_TELEPHONY_CONNECTION(Subject.TELEPHONY_CONNECTION),
    ROTATE_TELEPHONY_SECRET(Subject.TELEPHONY_CONNECTION),
    DELETE_TELEPHONY_CONNECTION(Subject.TELEPHONY_CONNECTION),
    PUT_CALL_REASONS(Subject.CALL_REASONS),
    CREATE_API_KEY(Subject.API_KEY),
    ROTATE_API_KEY(Subject.API_KEY),
    REVOKE_API_KEY(Subject.API_KEY),
    CREATE_REGISTER(Subject.REGISTER),
    REVOKE_REGISTER(Subject.REGISTER),
    ADD_STAFF_MEMBER(Subject.STAFF_MEMBER),
    CHANGE_STAFF_MEMBER(Subject.STAFF_MEMBER),
    SET_PIN(Subject.STAFF_MEMBER),
    APPROVE_AT_REGISTER(Subject.APPROVAL),
    OPEN_SHIFT(Subject.SHIFT),
    MOVE_CASH(Subject.SHIFT),
    OPEN_DRAWER(Subject.SHIFT),
    CLOSE_SHIFT(Subject.SHIFT),
    EXPLAIN_SALE_VARIANCE(Subject.SALE_VARIANCE),
    SET_STORE_APP(Subject.STORE_APPS),
    REMOVE_STORE_APP(Subject.STORE_APPS),
    GIVE_CONSENT_OF_CUSTOMER(Subject.CUSTOMER),
    WITHDRAW_CONSENT_OF_CUSTOMER(Subject.CUSTOMER),
    REMOVE_PASSKEY_OF_CUSTOMER(Subject.CUSTOMER);

    /** What an action is about, and where the API shows it. */
    public enum Subject {
        ORDER("/orders/%s"),
        CHECKOUT_SESSION("/checkout-sessions/%s"),
        UNRECEIPTED_RETURN("/unreceipted-returns/%s"),
        GIFT_CARD("/gift-cards/%s"),
        ITEM("/stock?sku=%s"),
        RECONCILIATION_BREAK("/reconciliation-breaks"),
        PROVIDER_EVENT("/provider-events"),
        CUSTOMER("/customers/%s"),
        TENDER_SETUP("/tender-setups/%s"),
        SAVED_TENDER(null),
        CHANNEL("/channels/%s"),
        ITEMS("/catalog/items"),
        CATALOG_IMPORT("/catalog/imports/%s"),
        PRICE_LIST("/price-lists/%s/prices"),
        SCALE_BARCODES("/scale-barcodes"),
        PROMOTION("/promotions/%s"),
        EXPERIMENT("/experiments/%s"),
        TAX_RATES("/tax-rates"),
        ROUTING_RULES("/routing-rules"),
        FULFILLMENT_OPTIONS("/fulfillment-options"),
        FULFILLMENT_RULES("/fulfillment-rules"),
        HOLIDAYS("/holidays"),
        POSTAL_PLACES(null),
        LOCATION("/locations"),
        WEBHOOK_ENDPOINT("/webhook-endpoints/%s"),
        EXPORT_DESTINATION("/export-destinations/%s"),
        FEEDBACK_POLICY("/channels/%s/feedback-policy"),
        NOTICE_POLICY("/channels/%s/notice-policy"),
        NOTICE_TEMPLATES("/notice-templates"),
        TELEPHONY_CONNECTION(null),
        CALL_REASONS("/channels/%s/call-reasons"),
        /** Read by people only, as admins. */
        API_KEY("/api-keys/%s"),
        REGISTER("/registers/%s"),
        STAFF_MEMBER("/staff-members"),
        APPROVAL(null),
        SHIFT("/shifts/%s"),
        SALE_VARIANCE("/sale-variances"),
        STORE_APPS("/channels/%s/store-apps");

        private final @Nullable String path;

        Subject(@Nullable String path) {
            this.path = path;
        }

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Where it can be read, below the API's base; null where there is nothing to read. */
        static @Nullable String path(String stored, @Nullable String id) {
            var path = Subject.valueOf(stored.toUpperCase(Locale.ROOT)).path;
            if (path == null || path.contains("%s") && id == null) return null;
            return path.formatted(id);
        }
    }

    private final Subject subject;

    AuditAction(Subject subject) {
        this.subject = subject;
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Subject subject() {
        return subject;
    }

    /** @throws ProblemException VALIDATION_FAILED when there is no such action */
    static AuditAction of(String stored) {
        for (var action : values()) if (action.stored().equals(stored)) return action;
        throw ProblemException.invalid("action", "there is no \"%s\"; it is the name of a call".formatted(stored));
    }
}
