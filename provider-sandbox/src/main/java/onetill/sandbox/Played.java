package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of Stripe's parameters the sandbox acts on. The others are refused, for ignoring one would look like a success. */
final class Played {

    private static final String INTENT = "amount currency customer description metadata payment_details payment_method "
            + "payment_method_data payment_method_options payment_method_types receipt_email setup_future_usage shipping "
            + "statement_descriptor statement_descriptor_suffix transfer_group capture_method";
    private static final String CONFIRM = "confirmation_token error_on_requires_action mandate_data off_session "
            + "payment_details payment_method payment_method_data payment_method_options radar_options receipt_email "
            + "return_url setup_future_usage shipping use_stripe_sdk capture_method client_secret";
    private static final String LIST = "limit starting_after ending_before created";
    private static final String READER_CONFIG = "payment_intent process_config";

    private static final Map<String, Set<String>> PARAMETERS = Map.ofEntries(
            played(
                    "POST /v1/payment_intents",
                    INTENT,
                    CONFIRM,
                    "automatic_payment_methods confirm confirmation_method"),
            played("POST /v1/payment_intents/{id}", INTENT),
            played("POST /v1/payment_intents/{id}/confirm", CONFIRM),
            played("POST /v1/payment_intents/{id}/capture", "amount_to_capture final_capture metadata"),
            played("POST /v1/payment_intents/{id}/increment_authorization", "amount description metadata"),
            played("GET /v1/payment_intents", LIST, "customer"),
            played(
                    "POST /v1/setup_intents",
                    "automatic_payment_methods confirm confirmation_token customer description mandate_data metadata "
                            + "payment_method payment_method_data payment_method_types return_url usage use_stripe_sdk"),
            played(
                    "POST /v1/setup_intents/{id}/confirm",
                    "confirmation_token mandate_data payment_method payment_method_data return_url use_stripe_sdk "
                            + "client_secret"),
            played("GET /v1/setup_intents", LIST, "customer"),
            played(
                    "POST /v1/payment_methods",
                    "type card ideal sepa_debit billing_details metadata allow_redisplay customer radar_options"),
            played("POST /v1/payment_methods/{id}/attach", "customer"),
            played("GET /v1/payment_methods", LIST, "customer type allow_redisplay"),
            played("GET /v1/customers/{id}/payment_methods", LIST, "type allow_redisplay"),
            played("POST /v1/customers", "address description email name phone shipping metadata preferred_locales"),
            played(
                    "POST /v1/customers/{id}",
                    "address description email name phone shipping metadata preferred_locales"),
            played("GET /v1/customers", LIST, "email"),
            played("POST /v1/customer_sessions", "components customer"),
            played("POST /v1/ephemeral_keys", "customer"),
            played("GET /v1/charges", LIST, "customer payment_intent transfer_group"),
            played("POST /v1/tax/calculations", "currency customer_details line_items shipping_cost tax_date"),
            played("GET /v1/tax/calculations/{id}/line_items", LIST),
            played("POST /v1/tax/transactions/create_from_calculation", "calculation reference metadata"),
            played(
                    "POST /v1/tax/transactions/create_reversal",
                    "mode original_transaction reference flat_amount metadata"),
            played("POST /v1/refunds", "amount charge payment_intent reason metadata"),
            played("POST /v1/refunds/{id}", "metadata"),
            played("GET /v1/refunds", LIST, "charge payment_intent"),
            played("GET /v1/balance_transactions", LIST, "currency payout source type"),
            played("GET /v1/payouts", LIST, "status"),
            played("GET /v1/disputes", LIST, "charge payment_intent"),
            played("POST /v1/disputes/{id}", "evidence metadata submit"),
            played("POST /v1/disputes/{id}/close", ""),
            played(
                    "POST /v1/test_helpers/confirmation_tokens",
                    "payment_method payment_method_data return_url setup_future_usage shipping"),
            played(
                    "POST /v1/confirmation_tokens",
                    "wallet payment_method payment_method_data return_url setup_future_usage shipping"),
            played("POST /v1/terminal/locations", "address display_name metadata"),
            played("GET /v1/terminal/locations", LIST),
            played("POST /v1/terminal/readers", "registration_code label location metadata"),
            played("GET /v1/terminal/readers", LIST, "device_type location serial_number status"),
            played("POST /v1/terminal/readers/{id}/process_payment_intent", READER_CONFIG),
            played(
                    "POST /v1/test_helpers/terminal/readers/{id}/present_payment_method",
                    "amount_tip card_present type"),
            played("GET /v1/events", LIST, "type types"),
            played("POST /v1/webhook_endpoints", "enabled_events url api_version description metadata"));

    private Played() {}

    private static Map.Entry<String, Set<String>> played(String endpoint, String... names) {
        return Map.entry(
                endpoint, Arrays.stream(String.join(" ", names).split(" ")).collect(Collectors.toUnmodifiableSet()));
    }

    static void check(String endpoint, ObjectNode params) {
        var played = PARAMETERS.get(endpoint);
        if (played == null) return;
        params.fieldNames().forEachRemaining(name -> {
            if (!"expand".equals(name) && !played.contains(name)) throw Rejection.notPlayed(name);
        });
    }
}
