package onetill.event;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;
import onetill.json.Json;
import org.jspecify.annotations.Nullable;

/** The details of an event as jsonb. */
@Converter
public class EventDataConverter implements AttributeConverter<Map<String, Object>, Object> {

    @Override
    public @Nullable Object convertToDatabaseColumn(@Nullable Map<String, Object> data) {
        return data == null ? null : Json.write(data);
    }

    @Override
    public @Nullable Map<String, Object> convertToEntityAttribute(@Nullable Object stored) {
        return stored == null ? null : Json.read(stored.toString(), new TypeReference<Map<String, Object>>() {});
    }
}
