package onetill.encryption;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** An encrypted value in a text column. */
@Converter
public class SealedText implements AttributeConverter<Sealed<?>, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Sealed<?> value) {
        return value == null ? null : value.stored();
    }

    @Override
    public @Nullable Sealed<?> convertToEntityAttribute(@Nullable String stored) {
        return stored == null ? null : Sealed.read(stored);
    }
}
