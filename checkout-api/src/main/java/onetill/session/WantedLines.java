package onetill.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wanted, and how many of it.
 *
 * @param codes by sku or barcode, to be looked up
 * @param handedOver how many of a code the buyer takes along at once
 * @param adHoc what is not in the catalog
 */
record WantedLines(Map<String, Long> codes, Map<String, Long> handedOver, Map<AdHocLine, Long> adHoc) {

    /** @param staying what is not in the catalog and not the caller's to change */
    static WantedLines chosen(List<LineChoice> choices, Map<AdHocLine, Long> staying) {
        var wanted = new WantedLines(new LinkedHashMap<>(), new HashMap<>(), new LinkedHashMap<>(staying));
        for (var choice : choices) {
            if (choice.isPriced()) wanted.adHoc.merge(choice.adHoc(), choice.count(), Long::sum);
            else {
                wanted.codes.merge(choice.code(), choice.count(), Long::sum);
                if (choice.alongAtOnce() > 0) wanted.handedOver.merge(choice.code(), choice.alongAtOnce(), Long::sum);
            }
        }
        return wanted;
    }

    static WantedLines kept(CheckoutSession session) {
        var wanted = new WantedLines(new LinkedHashMap<>(), new HashMap<>(), new LinkedHashMap<>());
        for (var item : session.lineItems()) {
            if (item.fee()) continue;
            var category = item.adHocTaxCategory();
            if (category != null) {
                var line = new AdHocLine(item.sku(), item.name(), item.unitPriceMinor(), category, item.digital());
                wanted.adHoc.merge(line, item.quantity(), Long::sum);
            } else {
                var barcode = item.scaleBarcode();
                var code = barcode == null ? item.sku() : barcode;
                wanted.codes.merge(code, item.quantity(), Long::sum);
                if (item.handedOver() > 0) wanted.handedOver.merge(code, item.handedOver(), Long::sum);
            }
        }
        return wanted;
    }

    List<String> taxCategories() {
        return adHoc.keySet().stream().map(AdHocLine::taxCategory).distinct().toList();
    }
}
