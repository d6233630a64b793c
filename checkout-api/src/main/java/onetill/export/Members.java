package onetill.export;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import onetill.json.Json;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/** A JSON object in the words of a receiver, in the order in which it is written. What is null or empty is left out. */
final class Members {

    private final Map<String, Object> members = new LinkedHashMap<>();

    Members with(String name, @Nullable Object value) {
        if (value instanceof Members nested) {
            if (!nested.members.isEmpty()) members.put(name, nested.members);
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(it -> members.put(name, it));
        } else if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    Members with(String name, @Nullable Money amount) {
        return with(name, amount == null ? null : plain(amount.major()));
    }

    private static BigDecimal plain(BigDecimal amount) {
        return amount.scale() < 0 ? amount.setScale(0) : amount;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Map<String, Object> map() {
        return members;
    }

    String json() {
        return Json.write(members);
    }
}
