package onetill.database;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The primary key of nearly every table: the merchant leads. JPA needs a class for it, no more. */
public class MerchantKey implements Serializable {

    private static final long serialVersionUID = 1L;

    @Nullable
    UUID merchantId;

    @Nullable
    UUID id;

    public MerchantKey() {}

    public MerchantKey(UUID merchantId, UUID id) {
        this.merchantId = merchantId;
        this.id = id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MerchantKey that
                && Objects.equals(merchantId, that.merchantId)
                && Objects.equals(id, that.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(merchantId, id);
    }
}
