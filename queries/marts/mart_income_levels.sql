-- The incomes that occur in each curve, poorest first: who has them, and how many people and how much income there are below.
-- People of one income share their place, so nothing depends on the order in which they stand.
-- p_incomes names a relation of the caller as mart_extended_income or mart_grouped_incomes makes it.
create or replace macro mart_income_levels(
    p_incomes varchar := 'incomes'
) as table
with levels as (
    select
        curve_key,
        income,
        fsum(weight) as people,
        fsum(weight_square) as people_square,
        fsum(n_diaries) as n_diaries,
    from query_table(p_incomes)
    group by curve_key, income
)

select
    curve_key,
    income,
    people,
    people_square,
    n_diaries,
    coalesce(fsum(people) over below, 0) as people_below,
    coalesce(fsum(people * income) over below, 0) as income_below,
    fsum(people) over curve as all_people,
    fsum(people * income) over curve as all_income,
from levels
window
    below as (partition by curve_key order by income rows between unbounded preceding and 1 preceding),
    curve as (partition by curve_key)
