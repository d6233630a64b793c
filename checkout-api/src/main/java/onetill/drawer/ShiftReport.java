package onetill.drawer;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import onetill.http.Table;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a shift has taken and given: an X report while it is open, the Z report once it is closed.
 *
 * @param cash of the drawer, from the entries of the ledger that belong to this shift and from nothing else
 * @param sales all orders of the till in this shift, however they were paid
 * @param late offline sales of this shift that came when it was closed: they are in none of the amounts above, for the report
 *     stands; they are posted against over and short
 * @param drawerOpenings how often, and why, the drawer was opened without a sale
 * @param asOf until when: the close, or now
 */
@Schema(name = "ShiftReport")
public record ShiftReport(
        Kind kind,
        Shift shift,
        Cash cash,
        Sales sales,
        List<CashMovement> movements,
        List<DrawerOpening> drawerOpenings,
        Amount late,
        OffsetDateTime asOf)
        implements Table {

    @Schema(name = "ShiftReportKind")
    public enum Kind {
        X,
        Z
    }

    /**
     * The drawer, in minor units. Expected is the float, and what came, less what went: the sum of all that is listed.
     *
     * @param refunds cash given back, as a positive amount
     * @param payOuts as a positive amount
     * @param countedMinor null until it was counted
     */
    @Schema(name = "ShiftCash")
    public record Cash(
            long floatMinor,
            Amount sales,
            Amount refunds,
            Amount payIns,
            Amount payOuts,
            long expectedMinor,
            @Nullable Long countedMinor,
            @Nullable Long differenceMinor) {}

    @Schema(name = "ShiftAmount")
    public record Amount(long count, long amountMinor) {}

    /**
     * What was sold, in minor units.
     *
     * @param totalMinor what buyers had to pay, with tax, tips and rounding
     * @param discountMinor what was taken off, as a positive amount
     * @param tenders what it was paid with
     */
    @Schema(name = "ShiftSales")
    public record Sales(
            long orders,
            long totalMinor,
            long discountMinor,
            long tipMinor,
            long roundingMinor,
            List<TenderSum> tenders,
            List<TaxSum> taxes) {}

    @Schema(name = "ShiftTender")
    public record TenderSum(String type, long count, long amountMinor) {}

    @Schema(name = "ShiftTax")
    public record TaxSum(BigDecimal percent, long baseMinor, long taxMinor) {}

    @Override
    public List<String> csvColumns() {
        return List.of("section", "name", "count", "amount_minor", "tax_minor");
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        var rows = new ArrayList<List<@Nullable Object>>();
        add(rows, "cash", "float", null, cash.floatMinor());
        add(rows, "cash", "sales", cash.sales().count(), cash.sales().amountMinor());
        add(rows, "cash", "refunds", cash.refunds().count(), -cash.refunds().amountMinor());
        add(rows, "cash", "pay_ins", cash.payIns().count(), cash.payIns().amountMinor());
        add(rows, "cash", "pay_outs", cash.payOuts().count(), -cash.payOuts().amountMinor());
        add(rows, "cash", "expected", null, cash.expectedMinor());
        if (shift.closed() != null) {
            add(rows, "cash", "counted", null, Objects.requireNonNull(cash.countedMinor()));
            add(rows, "cash", "difference", null, Objects.requireNonNull(cash.differenceMinor()));
            for (var count : shift.closed().counts()) {
                add(
                        rows,
                        "counted",
                        String.valueOf(count.valueMinor()),
                        count.count(),
                        Math.multiplyExact(count.valueMinor(), count.count()));
            }
        }
        add(rows, "sales", "total", sales.orders(), sales.totalMinor());
        add(rows, "sales", "discounts", null, -sales.discountMinor());
        add(rows, "sales", "tips", null, sales.tipMinor());
        add(rows, "sales", "rounding", null, sales.roundingMinor());
        rows.add(Arrays.asList("drawer", "opened_without_sale", (long) drawerOpenings.size(), null, null));
        add(rows, "late", "offline_sales", late.count(), late.amountMinor());
        for (var tender : sales.tenders()) add(rows, "tenders", tender.type(), tender.count(), tender.amountMinor());
        for (var tax : sales.taxes()) {
            rows.add(Arrays.asList("taxes", tax.percent().toPlainString(), null, tax.baseMinor(), tax.taxMinor()));
        }
        return rows;
    }

    private static void add(
            List<List<@Nullable Object>> rows, String section, String name, @Nullable Long count, long minor) {
        rows.add(Arrays.asList(section, name, count, minor, null));
    }
}
