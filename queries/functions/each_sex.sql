-- The three values of sex.
create or replace macro each_sex() as table
select unnest(['men', 'women', 'total']) as sex
