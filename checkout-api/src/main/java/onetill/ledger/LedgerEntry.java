package onetill.ledger;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the books: the amount went from the credit account to the debit account.
 *
 * @param txId what belongs together: a payment attempt, a refund, a payout
 * @param amountMinor always more than zero
 * @param kind what happened: {@code capture}, {@code refund}, {@code fee}, {@code payout}
 * @param sourceType what kind of thing made it
 * @param sourceRef the provider's name of that thing, where it has one
 */
@Schema(name = "LedgerEntry")
public record LedgerEntry(
        UUID id,
        UUID txId,
        OffsetDateTime postedAt,
        String debitAccount,
        String creditAccount,
        long amountMinor,
        String currency,
        String kind,
        String sourceType,
        @Nullable String sourceRef) {

    /** @param amountMinor what was debited less what was credited: positive is an asset or a cost, negative a debt or income */
    @Schema(name = "LedgerBalance")
    public record Balance(String account, String currency, long amountMinor) {}

    /** @param balances of the accounts these entries touch, by these entries alone */
    @Schema(name = "LedgerEntries")
    public record Books(List<LedgerEntry> entries, List<Balance> balances) {

        static Books of(List<LedgerEntry> entries) {
            var sums = new TreeMap<String, Balance>();
            for (var entry : entries) {
                add(sums, entry.debitAccount(), entry.currency(), entry.amountMinor());
                add(sums, entry.creditAccount(), entry.currency(), -entry.amountMinor());
            }
            return new Books(entries, new ArrayList<>(sums.values()));
        }

        private static void add(TreeMap<String, Balance> sums, String account, String currency, long minor) {
            sums.merge(
                    account + " " + currency,
                    new Balance(account, currency, minor),
                    (a, b) -> new Balance(account, currency, Math.addExact(a.amountMinor(), b.amountMinor())));
        }
    }
}
