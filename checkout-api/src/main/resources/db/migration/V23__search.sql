-- Search among many items: by the words of an item, and for a mistyped word by those known words that are most alike.
-- The extension counts how many letters differ; it is trusted, so the owner of the database may add it.
create extension if not exists fuzzystrmatch;

-- Words as they are compared: small letters without accents, nothing else but letters and digits.
create function search_text(given text) returns text language sql immutable parallel safe as
$$
    select btrim(regexp_replace(
        replace(translate(lower(given), 'äöüáàâãåéèêëíìîïóòôõøúùûñçýÿ', 'aouaaaaaeeeeiiiiooooouuuncyy'), 'ß', 'ss'),
        '[^[:alnum:]]+', ' ', 'g'))
$$;

drop index item_by_words;
alter table item add column words tsvector not null generated always as (
    setweight(to_tsvector('simple', search_text(name)), 'A')
    || setweight(to_tsvector('simple', search_text(sku)), 'B')
    || setweight(to_tsvector('simple', search_text(category)), 'C')) stored;
create index item_by_words on item using gin (words);
create index item_by_category on item (merchant_id, category, name);

-- What is sold here is called such things. Words that no item has any more do no harm.
create table item_word (
    merchant_id uuid not null references merchant,
    word        text not null,
    primary key (merchant_id, word)
);
create index item_word_by_beginning on item_word (merchant_id, word text_pattern_ops);
create index item_word_alike on item_word using gist (word gist_trgm_ops);
call wall_off('item_word');

create function keep_item_words() returns trigger language plpgsql as
$$
begin
    insert into item_word (merchant_id, word)
    select distinct f.merchant_id, w.word
    from fresh f, unnest(string_to_array(search_text(f.name || ' ' || f.category), ' ')) as w(word)
    where length(w.word) between 3 and 40 and w.word !~ '[0-9]'
    order by 1, 2
    on conflict do nothing;
    return null;
end
$$;
create trigger item_words_added after insert on item referencing new table as fresh
    for each statement execute function keep_item_words();
create trigger item_words_changed after update on item referencing new table as fresh
    for each statement execute function keep_item_words();
insert into item_word (merchant_id, word)
select distinct i.merchant_id, w.word
from item i, unnest(string_to_array(search_text(i.name || ' ' || i.category), ' ')) as w(word)
where length(w.word) between 3 and 40 and w.word !~ '[0-9]';

-- Items have to begin with each of the words; or, where every is false, with one of them. A word with which nothing begins is
-- taken for those that are most alike: with one letter wrong, or two in a longer word.
create function item_query(m uuid, given text, every boolean) returns tsquery language plpgsql stable as
$$
declare
    each  text;
    alike text;
    part  tsquery;
    whole tsquery;
begin
    foreach each in array (string_to_array(search_text(given), ' '))[1:8] loop
        continue when each = '';
        part := to_tsquery('simple', '''' || each || ''':*');
        if length(each) between 3 and 40 and each !~ '[0-9]'
           and not exists (select from item_word v where v.merchant_id = m and v.word like each || '%') then
            for alike in
                select near.word from (select v.word from item_word v where v.merchant_id = m order by v.word <-> each limit 20) near
                where levenshtein_less_equal(near.word, each, 2) <= case when length(each) < 5 then 1 else 2 end
                order by levenshtein_less_equal(near.word, each, 2), near.word limit 5
            loop
                part := part || to_tsquery('simple', '''' || alike || '''');
            end loop;
        end if;
        whole := case when whole is null then part when every then whole && part else whole || part end;
    end loop;
    return coalesce(whole, ''::tsquery);
end
$$;
