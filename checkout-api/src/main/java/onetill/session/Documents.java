package onetill.session;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import onetill.experiment.Exposure;
import onetill.json.Json;
import onetill.promotion.Discounts;
import onetill.reassurance.Reassured;
import onetill.tax.Taxes;
import org.jspecify.annotations.Nullable;

/** The jsonb documents of a session's row. */
public final class Documents {

    private Documents() {}

    @Converter
    public static class LineItems implements AttributeConverter<List<LineItem>, Object> {
        @Override
        public Object convertToDatabaseColumn(@Nullable List<LineItem> items) {
            return Json.write(items == null ? List.of() : items);
        }

        @Override
        public List<LineItem> convertToEntityAttribute(@Nullable Object stored) {
            return stored == null ? List.of() : Json.read(stored.toString(), new TypeReference<List<LineItem>>() {});
        }
    }

    @Converter
    public static class TotalsDocument implements AttributeConverter<List<Total>, Object> {
        @Override
        public Object convertToDatabaseColumn(@Nullable List<Total> totals) {
            return Json.write(totals == null ? List.of() : totals);
        }

        @Override
        public List<Total> convertToEntityAttribute(@Nullable Object stored) {
            return stored == null ? List.of() : Json.read(stored.toString(), new TypeReference<List<Total>>() {});
        }
    }

    @Converter
    public static class TaxesDocument implements AttributeConverter<Taxes, Object> {
        @Override
        public Object convertToDatabaseColumn(@Nullable Taxes taxes) {
            return Json.write(taxes == null ? Taxes.NONE : taxes);
        }

        @Override
        public Taxes convertToEntityAttribute(@Nullable Object stored) {
            return stored == null ? Taxes.NONE : Json.read(stored.toString(), Taxes.class);
        }
    }

    @Converter
    public static class CodesDocument implements AttributeConverter<List<String>, Object> {
        @Override
        public Object convertToDatabaseColumn(@Nullable List<String> codes) {
            return Json.write(codes == null ? List.of() : codes);
        }

        @Override
        public List<String> convertToEntityAttribute(@Nullable Object stored) {
            return stored == null ? List.of() : Json.read(stored.toString(), new TypeReference<List<String>>() {});
        }
    }

    @Converter
    public static class DiscountsDocument implements AttributeConverter<Discounts.Result, Object> {
        @Override
        public Object convertToDatabaseColumn(Discounts.@Nullable Result discounts) {
            return Json.write(discounts == null ? Discounts.Result.NONE : discounts);
        }

        @Override
        public Discounts.Result convertToEntityAttribute(@Nullable Object stored) {
            return stored == null ? Discounts.Result.NONE : Json.read(stored.toString(), Discounts.Result.class);
        }
    }

    @Converter
    public static class MessagesDocument implements AttributeConverter<List<Message>, Object> {
        @Override
        public Object convertToDatabaseColumn(@Nullable List<Message> messages) {
            return Json.write(messages == null ? List.of() : messages);
        }

        @Override
        public List<Message> convertToEntityAttribute(@Nullable Object stored) {
            return stored == null ? List.of() : Json.read(stored.toString(), new TypeReference<List<Message>>() {});
        }
    }

    @Converter
    public static class PriceAdjustmentsDocument implements AttributeConverter<List<PriceAdjustment>, Object> {
        @Override
        public Object convertToDatabaseColumn(@Nullable List<PriceAdjustment> adjustments) {
            return Json.write(adjustments == null ? List.of() : adjustments);
        }

        @Override
        public List<PriceAdjustment> convertToEntityAttribute(@Nullable Object stored) {
            return stored == null
                    ? List.of()
                    : Json.read(stored.toString(), new TypeReference<List<PriceAdjustment>>() {});
        }
    }

    @Converter
    public static class ExposuresDocument implements AttributeConverter<List<Exposure>, Object> {
        @Override
        public Object convertToDatabaseColumn(@Nullable List<Exposure> exposures) {
            return Json.write(exposures == null ? List.of() : exposures);
        }

        @Override
        public List<Exposure> convertToEntityAttribute(@Nullable Object stored) {
            return stored == null ? List.of() : Json.read(stored.toString(), new TypeReference<List<Exposure>>() {});
        }
    }

    @Converter
    public static class ReassuredDocument implements AttributeConverter<List<Reassured>, Object> {
        @Override
        public Object convertToDatabaseColumn(@Nullable List<Reassured> reassured) {
            return Json.write(reassured == null ? List.of() : reassured);
        }

        @Override
        public List<Reassured> convertToEntityAttribute(@Nullable Object stored) {
            return stored == null ? List.of() : Json.read(stored.toString(), new TypeReference<List<Reassured>>() {});
        }
    }

    @Converter
    public static class AssistanceDocument implements AttributeConverter<List<Assistance>, Object> {
        @Override
        public Object convertToDatabaseColumn(@Nullable List<Assistance> assistance) {
            return Json.write(assistance == null ? List.of() : assistance);
        }

        @Override
        public List<Assistance> convertToEntityAttribute(@Nullable Object stored) {
            return stored == null ? List.of() : Json.read(stored.toString(), new TypeReference<List<Assistance>>() {});
        }
    }
}
