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

    /** A list that is never null. Each kind names the interface again: EclipseLink looks for the types where it is named. */
    abstract static class JsonList<T> {

        private final TypeReference<List<T>> type;

        JsonList(TypeReference<List<T>> type) {
            this.type = type;
        }

        public Object convertToDatabaseColumn(@Nullable List<T> list) {
            return Json.write(list == null ? List.of() : list);
        }

        public List<T> convertToEntityAttribute(@Nullable Object stored) {
            return stored == null ? List.of() : Json.read(stored.toString(), type);
        }
    }

    @Converter
    public static class LineItems extends JsonList<LineItem> implements AttributeConverter<List<LineItem>, Object> {
        public LineItems() {
            super(new TypeReference<>() {});
        }
    }

    @Converter
    public static class TotalsDocument extends JsonList<Total> implements AttributeConverter<List<Total>, Object> {
        public TotalsDocument() {
            super(new TypeReference<>() {});
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
    public static class CodesDocument extends JsonList<String> implements AttributeConverter<List<String>, Object> {
        public CodesDocument() {
            super(new TypeReference<>() {});
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
    public static class MessagesDocument extends JsonList<Message>
            implements AttributeConverter<List<Message>, Object> {
        public MessagesDocument() {
            super(new TypeReference<>() {});
        }
    }

    @Converter
    public static class PriceAdjustmentsDocument extends JsonList<PriceAdjustment>
            implements AttributeConverter<List<PriceAdjustment>, Object> {
        public PriceAdjustmentsDocument() {
            super(new TypeReference<>() {});
        }
    }

    @Converter
    public static class ExposuresDocument extends JsonList<Exposure>
            implements AttributeConverter<List<Exposure>, Object> {
        public ExposuresDocument() {
            super(new TypeReference<>() {});
        }
    }

    @Converter
    public static class ReassuredDocument extends JsonList<Reassured>
            implements AttributeConverter<List<Reassured>, Object> {
        public ReassuredDocument() {
            super(new TypeReference<>() {});
        }
    }

    @Converter
    public static class AssistanceDocument extends JsonList<Assistance>
            implements AttributeConverter<List<Assistance>, Object> {
        public AssistanceDocument() {
            super(new TypeReference<>() {});
        }
    }
}
