package onetill.encryption;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** An encrypted value in a jsonb column, where it is a text. */
@Converter
public class SealedJson implements AttributeConverter<Sealed<?>, Object> {

    @Override
    public @Nullable Object convertToDatabaseColumn(@Nullable Sealed<?> value) {
        if (value == null) return null;
        var stored = value.stored();
        return Keyring.isSealed(stored) && !stored.startsWith("\"") ? '"' + stored + '"' : stored;
    }

    @Override
    public @Nullable Sealed<?> convertToEntityAttribute(@Nullable Object stored) {
        return stored == null ? null : Sealed.read(stored.toString());
    }
}
