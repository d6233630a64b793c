-- Lines that are not in the catalog, and goods that are weighed.

-- How a shop's own scales print barcodes: a prefix, the item, then what was weighed or what it costs, then the check digit.
create table scale_barcode (
    merchant_id  uuid not null references merchant,
    prefix       text not null check (prefix ~ '^[0-9]{1,3}$'),
    item_digits  int not null check (item_digits between 3 and 6),
    value_digits int not null check (value_digits between 5 and 6),
    holds        text not null check (holds in ('grams', 'price')),
    primary key (merchant_id, prefix),
    check (length(prefix) + item_digits + value_digits = 12)
);
call wall_off('scale_barcode');

-- The rate for goods of a category that go somewhere; null where nothing is taxed.
create function tax_percent(m uuid, to_country text, category text, to_region text, postal_code text, day date)
    returns numeric language sql stable as
$$
    select r.percent from tax_rate r
    where r.merchant_id = m and r.country = to_country and r.tax_category = category and r.region in ('', to_region)
      and starts_with(postal_code, r.postal_prefix) and r.valid_from <= day
    order by length(r.postal_prefix) desc, length(r.region) desc, r.valid_from desc limit 1
$$;
