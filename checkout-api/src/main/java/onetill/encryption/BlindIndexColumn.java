package onetill.encryption;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** A blind index in its column. */
@Converter
public class BlindIndexColumn implements AttributeConverter<BlindIndex, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable BlindIndex index) {
        return index == null ? null : index.stored();
    }

    @Override
    public @Nullable BlindIndex convertToEntityAttribute(@Nullable String stored) {
        return stored == null ? null : BlindIndex.read(stored);
    }
}
