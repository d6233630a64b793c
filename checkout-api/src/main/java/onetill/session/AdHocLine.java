package onetill.session;

/** Something that is not in the catalog, at the price the merchant's server has said. */
record AdHocLine(String sku, String name, long unitPriceMinor, String taxCategory, boolean digital) {}
