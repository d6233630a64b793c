-- The demo merchant itself. Run at each start, so everything in here must be repeatable: what a person may have changed
-- by hand stays, what belongs to the catalog is brought up to date. ${merchant} is put in by the launcher.

insert into merchant (merchant_id, name, country, time_zone)
values ('${merchant}', 'Leaf & Kettle', 'DE', 'Europe/Berlin')
on conflict do nothing;

insert into location (merchant_id, location_id, name, line1, postal_code, city, country, time_zone, opening_hours, pickup_minutes,
    latitude, longitude) values
    ('${merchant}', 'berlin-mitte', 'Berlin Mitte', 'Kesselgasse 7', '10119', 'Berlin', 'DE', 'Europe/Berlin', '{"mon":[["10:00","19:00"]],"tue":[["10:00","19:00"]],"wed":[["10:00","19:00"]],"thu":[["10:00","19:00"]],"fri":[["10:00","19:00"]],"sat":[["10:00","17:00"]]}', 30, 52.530, 13.405),
    ('${merchant}', 'hamburg', 'Hamburg Speicherstadt', 'Teespeicher 3', '20457', 'Hamburg', 'DE', 'Europe/Berlin', '{"mon":[["10:00","19:00"]],"tue":[["10:00","19:00"]],"wed":[["10:00","19:00"]],"thu":[["10:00","19:00"]],"fri":[["10:00","19:00"]],"sat":[["10:00","17:00"]]}', 30, 53.543, 9.988)
on conflict (merchant_id, location_id) do update set opening_hours = excluded.opening_hours, pickup_minutes = excluded.pickup_minutes,
    latitude = excluded.latitude, longitude = excluded.longitude;

insert into channel (merchant_id, channel_id, kind, name, country, currency, locale, location_id, tenders) values
    ('${merchant}', 'web', 'web', 'Web shop', 'DE', 'EUR', 'en', null, '["card","apple_pay","google_pay","link","ideal","sepa_debit","gift_card"]'),
    ('${merchant}', 'app', 'in_app', 'Mobile app', 'DE', 'EUR', 'en', null, '["card","saved","gift_card"]'),
    ('${merchant}', 'till-1', 'pos', 'Till 1, Berlin Mitte', 'DE', 'EUR', 'en', 'berlin-mitte', '["cash","card_present","gift_card"]'),
    ('${merchant}', 'till-2', 'pos', 'Till 2, Berlin Mitte', 'DE', 'EUR', 'en', 'berlin-mitte', '["cash","card_present","gift_card"]'),
    ('${merchant}', 'phone', 'phone', 'Phone orders', 'DE', 'EUR', 'en', null, '["card","saved","gift_card","store_credit"]')
on conflict do nothing;

-- "reduced" is food and books. In Great Britain both are zero-rated.
insert into tax_rate (merchant_id, country, tax_category, percent) values
    ('${merchant}', 'DE', 'standard', 19), ('${merchant}', 'DE', 'reduced', 7),
    ('${merchant}', 'AT', 'standard', 20), ('${merchant}', 'AT', 'reduced', 10),
    ('${merchant}', 'FR', 'standard', 20), ('${merchant}', 'FR', 'reduced', 5.5),
    ('${merchant}', 'NL', 'standard', 21), ('${merchant}', 'NL', 'reduced', 9),
    ('${merchant}', 'GB', 'standard', 20), ('${merchant}', 'GB', 'reduced', 0)
on conflict (merchant_id, country, tax_category, region, postal_prefix, valid_from) do update set percent = excluded.percent;

insert into fulfillment_option (merchant_id, option_id, kind, title, location_id, cutoff, radius_km) values
    ('${merchant}', 'standard', 'shipping', 'Standard delivery', null, '15:00', null),
    ('${merchant}', 'express', 'shipping', 'Express delivery', null, '12:00', null),
    ('${merchant}', 'standard-at', 'shipping', 'Standard delivery to Austria', null, '15:00', null),
    ('${merchant}', 'standard-fr', 'shipping', 'Standard delivery to France', null, '15:00', null),
    ('${merchant}', 'standard-nl', 'shipping', 'Standard delivery to the Netherlands', null, '15:00', null),
    ('${merchant}', 'standard-gb', 'shipping', 'Standard delivery to Great Britain', null, '15:00', null),
    ('${merchant}', 'pickup-mitte', 'pickup', 'Pick up in Berlin Mitte', 'berlin-mitte', '24:00', null),
    ('${merchant}', 'pickup-hamburg', 'pickup', 'Pick up in Hamburg', 'hamburg', '24:00', null),
    ('${merchant}', 'bike-berlin', 'local_delivery', 'By bike in Berlin', 'berlin-mitte', '14:00', 6),
    ('${merchant}', 'digital', 'digital', 'By e-mail', null, '24:00', null)
on conflict (merchant_id, option_id) do update set
    kind = excluded.kind, title = excluded.title, location_id = excluded.location_id, cutoff = excluded.cutoff,
    radius_km = excluded.radius_km;

insert into fulfillment_rate
    (merchant_id, option_id, rate_no, country, currency, amount_minor, min_days, max_days) values
    ('${merchant}', 'standard', 1, 'DE', 'EUR', 490, 1, 2),
    ('${merchant}', 'express', 1, 'DE', 'EUR', 990, 1, 1),
    ('${merchant}', 'standard-at', 1, 'AT', 'EUR', 990, 2, 4),
    ('${merchant}', 'standard-fr', 1, 'FR', 'EUR', 990, 3, 5),
    ('${merchant}', 'standard-nl', 1, 'NL', 'EUR', 990, 2, 4),
    ('${merchant}', 'standard-gb', 1, 'GB', 'EUR', 1490, 4, 7),
    ('${merchant}', 'pickup-mitte', 1, 'DE', 'EUR', 0, 0, 0),
    ('${merchant}', 'pickup-hamburg', 1, 'DE', 'EUR', 0, 0, 0),
    ('${merchant}', 'bike-berlin', 1, 'DE', 'EUR', 690, 0, 0),
    ('${merchant}', 'digital', 1, null, 'EUR', 0, 0, 0)
on conflict (merchant_id, option_id, rate_no) do update set
    country = excluded.country, amount_minor = excluded.amount_minor, min_days = excluded.min_days, max_days = excluded.max_days;

-- Middles of a few postal codes, roughly.
insert into postal_place (merchant_id, country, postal_code, latitude, longitude) values
    ('${merchant}', 'DE', '10115', 52.532, 13.385), ('${merchant}', 'DE', '10117', 52.517, 13.387),
    ('${merchant}', 'DE', '10119', 52.530, 13.405), ('${merchant}', 'DE', '10178', 52.521, 13.410),
    ('${merchant}', 'DE', '10243', 52.512, 13.439), ('${merchant}', 'DE', '10405', 52.535, 13.426),
    ('${merchant}', 'DE', '10435', 52.538, 13.412), ('${merchant}', 'DE', '12047', 52.491, 13.427),
    ('${merchant}', 'DE', '20095', 53.554, 10.001), ('${merchant}', 'DE', '20457', 53.543, 9.988)
on conflict do nothing;

-- Who works at the tills. Their PINs are no secret, as nothing in the demo is: 4711 and 5822.
insert into staff_member (merchant_id, staff_member_id, name, roles, subject, pin_hash, pin_set_at, pin_set_by, created_at, updated_at) values
    ('${merchant}', '0190a000-0000-7000-8000-000000000005', 'Cara Cashier', 'cashier', 'cara',
     'pbkdf2-sha512$210000$CaraAtTheTillOfTheDemo$8qcD6+2b/oTa7hFEH8vOwBdNS2T3Ych7aOSZozzAN4E', now(), 'system:onetill', now(), now()),
    ('${merchant}', '0190a000-0000-7000-8000-000000000006', 'Max Manager', 'manager', 'max',
     'pbkdf2-sha512$210000$MaxxAtTheTillOfTheDemo$pPy1ztJJnqLCpi4Q9/aiSyoz9iFGVFPt1L9rXkAANmI', now(), 'system:onetill', now(), now())
on conflict do nothing;
