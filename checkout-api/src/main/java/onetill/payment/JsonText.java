package onetill.payment;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** JSON that is kept as it was written, in a jsonb column. */
@Converter
public class JsonText implements AttributeConverter<String, Object> {

    @Override
    public @Nullable Object convertToDatabaseColumn(@Nullable String json) {
        return json;
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable Object stored) {
        return stored == null ? null : stored.toString();
    }
}
