package onetill.client;

/** What somebody wants, and how many. Prices are the server's. */
public record LineChoice(String sku, int quantity) {}
