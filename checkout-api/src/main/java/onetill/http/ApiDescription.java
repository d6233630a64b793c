package onetill.http;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onetill.json.Json;
import onetill.problem.ProblemType;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Makes the OpenAPI document say what goes over the wire: snake_case members, lower-case constants, the headers and the
 * problems every call shares.
 */
public class ApiDescription implements OASFilter {

    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";

    /** Its own methods would be taken for members. */
    private static final String ANY_JSON = "JsonNode";

    @Override
    public Schema filterSchema(Schema schema) {
        var properties = schema.getProperties();
        if (properties != null) {
            var renamed = new LinkedHashMap<String, Schema>();
            var required = schema.getRequired() == null ? List.<String>of() : schema.getRequired();
            properties.forEach((name, property) ->
                    renamed.put(snake(name), required.contains(name) ? property : nullable(property)));
            schema.setProperties(renamed);
        }
        if (schema.getRequired() != null) {
            schema.setRequired(
                    schema.getRequired().stream().map(ApiDescription::snake).toList());
        }
        if (schema.getEnumeration() != null) {
            schema.setEnumeration(new ArrayList<>(schema.getEnumeration().stream()
                    .map(it -> it == null ? null : it.toString().toLowerCase(Locale.ROOT))
                    .toList()));
        }
        return schema;
    }

    /** What does not have to be there is null in answers, and may be in requests. */
    private static Schema nullable(Schema schema) {
        if (isNullable(schema)) return schema;
        var types = schema.getType();
        if (schema.getRef() != null
                || schema.getEnumeration() != null && !schema.getEnumeration().isEmpty()) {
            return OASFactory.createSchema()
                    .anyOf(List.of(schema, OASFactory.createSchema().addType(SchemaType.NULL)));
        }
        return types == null || types.isEmpty() || types.contains(SchemaType.NULL)
                ? schema
                : schema.addType(SchemaType.NULL);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents().getSchemas().containsKey(ANY_JSON)) {
            api.getComponents()
                    .addSchema(
                            ANY_JSON,
                            OASFactory.createSchema().description("What stands here is described beside it."));
        }
        api.setInfo(OASFactory.createInfo()
                .title("OneTill")
                .version("1")
                .description(
                        "One checkout for every channel. Money is an integer in minor units of the currency beside it; "
                                + "times are UTC; errors are application/problem+json (RFC 9457)."));
        var url = ConfigProvider.getConfig()
                .getOptionalValue("public.url", String.class)
                .orElse("http://localhost:9080");
        api.setServers(List.of(OASFactory.createServer().url(url)));
        api.getComponents()
                .addSchema(PROBLEM, problem())
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "A secret key (sk_), restricted key (rk_), publishable key (pk_), client token (ct_), "
                                                + "register (rg_), cashier (ca_) or the access token of staff (JWT)."));
        api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(BEARER)));
        nullableInAnswers().forEach((name, nullable) -> {
            var schema = api.getComponents().getSchemas().get(name);
            if (schema != null) describeAnswer(schema, nullable);
        });
        examples().forEach((name, example) -> {
            var schema = api.getComponents().getSchemas().get(name);
            if (schema != null) schema.setExamples(List.of(example));
        });
        api.getPaths().getPathItems().forEach(ApiDescription::describe);
    }

    /** All members of an answer are always there, and only some of them can be null. */
    static void describeAnswer(Schema schema, List<String> nullable) {
        var properties = schema.getProperties();
        if (properties == null) return;
        var described = new LinkedHashMap<String, Schema>();
        properties.forEach((name, property) ->
                described.put(name, nullable.contains(name) ? nullable(property) : present(property)));
        schema.setProperties(described);
        schema.setRequired(List.copyOf(described.keySet()));
    }

    /** What {@link #nullable} has made nullable, as it was. */
    private static Schema present(Schema schema) {
        if (isNullable(schema)) return schema.getAnyOf().get(0);
        var types = schema.getType();
        if (types != null && types.contains(SchemaType.NULL)) {
            schema.setType(types.stream().filter(it -> it != SchemaType.NULL).toList());
        }
        return schema;
    }

    private static boolean isNullable(Schema schema) {
        var either = schema.getAnyOf();
        return either != null
                && either.size() == 2
                && List.of(SchemaType.NULL).equals(either.get(1).getType());
    }

    /** The schemas that only answers have, and which of their members can be null. */
    static Map<String, List<String>> nullableInAnswers() {
        return read("openapi-nullable.json", new TypeReference<>() {});
    }

    /** What requests and the most important answer look like, by the name of their schema. */
    static Map<String, Map<String, Object>> examples() {
        return read("openapi-examples.json", new TypeReference<>() {});
    }

    private static <T> T read(String resource, TypeReference<T> type) {
        try (var in = ApiDescription.class.getResourceAsStream(resource)) {
            return Json.MAPPER.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void describe(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> describe(path, method, operation));
    }

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        if (method == PathItem.HttpMethod.POST && isOnce(path)) {
            operation.addParameter(header(
                    "Idempotency-Key",
                    true,
                    "A key of your own, such as a UUID; the same when you repeat the request. Kept for 30 days."));
        }
        if (method == PathItem.HttpMethod.PATCH) {
            operation.addParameter(header(
                    "If-Match", false, "The ETag you have seen; when the session has changed since, you get 412."));
        }
        if (operation.getResponses() == null) operation.setResponses(OASFactory.createAPIResponses());
        operation
                .getResponses()
                .addAPIResponse("4XX", problemAnswer("What is wrong with the request, and what to do."));
        operation.getResponses().addAPIResponse("429", tooMany());
        operation
                .getResponses()
                .addAPIResponse("5XX", problemAnswer("What is wrong with us. Repeat with the same key."));
    }

    private static APIResponse tooMany() {
        return problemAnswer(
                        "Too many requests, payments or wrong codes. Nothing was done; come again after Retry-After.")
                .addHeader("Retry-After", answered(SchemaType.INTEGER, "Seconds"))
                .addHeader(
                        "RateLimit-Policy", answered(SchemaType.STRING, "The limits: \"payments-address\";q=10;w=600"))
                .addHeader("RateLimit", answered(SchemaType.STRING, "What is left: \"payments-address\";r=0;t=150"));
    }

    private static Header answered(SchemaType type, String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(type));
    }

    private static boolean isOnce(String path) {
        if (path.contains("/fulfillments/")) return true; // canceling one gives money back
        return !path.endsWith("/refresh")
                && !path.endsWith("/withdraw")
                && !path.endsWith("/cancel")
                && !path.endsWith("/payment-forms")
                && !path.endsWith("/keyed-entries")
                && !path.endsWith("/handoff-claims")
                && !path.endsWith("/previews")
                && !path.endsWith("/revoke")
                && !path.endsWith("/register-enrollments")
                && !path.contains("/registers/current/")
                && !path.contains("/webhooks/");
    }

    private static Parameter header(String name, boolean required, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(required)
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static APIResponse problemAnswer(String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
    }

    private static Schema problem() {
        var types = new ArrayList<Object>();
        for (var type : ProblemType.values()) types.add(type.uri());
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("What went wrong (RFC 9457). Some types carry more members, such as the current session.")
                .addProperty("type", text("Which kind of problem.").enumeration(types))
                .addProperty("title", text("The kind of problem in words."))
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text("What is wrong with this very request, and what to do."))
                .addProperty("instance", text("The path that was called."))
                .addProperty("request_id", text("Tell us this when you ask for help."))
                .required(List.of("type", "title", "status", "detail", "request_id"))
                .examples(List.of(Map.of(
                        "type", ProblemType.TOTAL_CHANGED.uri(),
                        "title", ProblemType.TOTAL_CHANGED.title(),
                        "status", ProblemType.TOTAL_CHANGED.status(),
                        "detail", "the buyer confirmed 2270, the total is now 2390: show it and ask again",
                        "request_id", "req_019ab0de-6f3c-7d4e-9a77-2f8f64b1c001")));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    /** lineItems is line_items, line1 stays line1. */
    static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
