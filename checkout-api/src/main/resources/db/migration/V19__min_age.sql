-- Goods that not everybody may buy.
alter table item add column min_age int check (min_age between 1 and 99);
