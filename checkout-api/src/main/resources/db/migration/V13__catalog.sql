-- Search that forgives: trigrams of what people call a thing. The extension is trusted, so the owner of the database may add it.
create extension if not exists pg_trgm;
create index item_by_words on item using gin (lower(name || ' ' || sku || ' ' || category) gin_trgm_ops);
create index item_barcode_by_sku on item_barcode (merchant_id, sku);
