package onetill.offline;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A sale for cash as a till has made and stored it. Amounts are what was charged, in minor units of the till's currency.
 *
 * @param businessDay the day it belongs to by the till's own reckoning
 * @param sequence counts the offline sales of this register on that day, from 1 and without a gap
 * @param takenAt when the cash was taken
 * @param shiftId during which shift; when absent, the one that was open at that time
 * @param cashierId who rang it up
 * @param snapshotVersion of the prices it was rung up with
 * @param taxIncluded whether tax is a part of the prices; as in the channel when absent
 * @param roundingMinor by how much the total was rounded for coins
 * @param totalMinor what was to be paid, with tax, tip and rounding
 * @param ageCheckedAtLeast how old the cashier saw the buyer to be
 */
@Schema(name = "StoredSale")
public record StoredSale(
        @NotNull LocalDate businessDay,
        @NotNull @Positive @Max(StoredSale.MOST_A_DAY) Long sequence,
        @NotNull OffsetDateTime takenAt,
        @Nullable UUID shiftId,
        @Nullable UUID cashierId,
        @Nullable @Positive Long snapshotVersion,
        @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid Line> lines,
        @Nullable @Valid @Size(max = 50) List<@NotNull @Valid Use> promotions,
        @Nullable Boolean taxIncluded,
        @Nullable @PositiveOrZero @Max(StoredSale.MOST) Long tipMinor,

        @Nullable @Min(-StoredSale.MOST) @Max(StoredSale.MOST)
        Long roundingMinor,

        @NotNull @PositiveOrZero @Max(StoredSale.MOST) Long totalMinor,
        @NotNull @Valid Tender tender,
        @Nullable @Min(0) @Max(150) Integer ageCheckedAtLeast) {

    static final long MOST = 1_000_000_000_000L;

    /** One in a second, all day. */
    static final long MOST_A_DAY = 86_400;

    /**
     * So many of an item, as they were charged.
     *
     * @param discountMinor what was taken off all of them together
     * @param totalMinor what they cost after that
     * @param taxPercent 19 is 19 %
     * @param taxMinor the tax in the total, or on top of it
     * @param fee whether it came along with others, such as the deposit on bottles
     * @param reason why the price is another than the list's, where the cashier said so
     */
    @Schema(name = "StoredSaleLine")
    public record Line(
            @NotBlank @Size(max = 100) String sku,
            @NotBlank @Size(max = 300) String name,
            @NotNull @Positive @Max(1_000_000) Long quantity,
            @NotNull @PositiveOrZero @Max(StoredSale.MOST) Long unitPriceMinor,
            @Nullable @PositiveOrZero @Max(StoredSale.MOST) Long discountMinor,
            @NotNull @PositiveOrZero @Max(StoredSale.MOST) Long totalMinor,
            @NotNull @PositiveOrZero @DecimalMax("1000") BigDecimal taxPercent,
            @NotNull @PositiveOrZero @Max(StoredSale.MOST) Long taxMinor,
            @Nullable Boolean fee,
            @Nullable @Size(max = 200) String reason) {

        long discount() {
            return discountMinor == null ? 0 : discountMinor;
        }

        boolean isFee() {
            return Boolean.TRUE.equals(fee);
        }
    }

    /** A promotion the till has granted, and what it took off. */
    @Schema(name = "StoredSalePromotion")
    public record Use(
            @NotNull UUID promotionId,
            @NotNull @PositiveOrZero @Max(StoredSale.MOST) Long amountMinor) {}

    /** @param type cash, the only one a till takes alone */
    @Schema(name = "StoredSaleTender")
    public record Tender(
            @NotNull
            @jakarta.validation.constraints.Pattern(regexp = "cash", message = "is cash: nothing else is taken offline")
            String type,

            @NotNull @PositiveOrZero @Max(StoredSale.MOST) Long receivedMinor) {}

    Name name() {
        return new Name(businessDay, sequence);
    }

    List<Use> uses() {
        return promotions == null ? List.of() : promotions;
    }

    long tip() {
        return tipMinor == null ? 0 : tipMinor;
    }

    long rounding() {
        return roundingMinor == null ? 0 : roundingMinor;
    }

    /** What a register calls one of its sales. */
    record Name(LocalDate businessDay, long sequence) {}
}
