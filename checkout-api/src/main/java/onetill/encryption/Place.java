package onetill.encryption;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Where a value is stored. It is encrypted together with it, so that a value which somebody copies into another row, another column or to
 * another merchant cannot be read there.
 *
 * @param row the row's key without the merchant; several columns are joined by line breaks
 */
public record Place(UUID merchantId, Field field, String row) {

    byte[] bytes() {
        return String.join("\n", "onetill", merchantId.toString(), field.name(), row)
                .getBytes(StandardCharsets.UTF_8);
    }
}
