-- How many people can have at least k items of a list at once, when each share was asked of different people: the sharpest bounds that the shares allow (Rüger 1978).
-- grain: one row per country and number of items
create or replace macro lifestyle_count_bounds(
    p_countries varchar[] := null,
    p_list varchar := 'france',
    p_grades varchar[] := ['A', 'B']
) as table
-- One survey item stands for each item of the list: the one that comes nearest.
with nearest as (
    select
        s.country_code,
        s.list_item_code,
        s.share,
        s.dataset_id,
    from core_lifestyle_shares as s
    inner join core_lifestyle_lists as l using (list_item_code)
    where l.list_code = p_list and list_contains(p_grades, s.grade)
        and (p_countries is null or list_contains(p_countries, s.country_code))
    qualify row_number() over (
        partition by s.country_code, s.list_item_code order by s.preference, s.year desc, s.survey
    ) = 1
),

ranked as (
    select
        country_code,
        share,
        dataset_id,
        row_number() over (partition by country_code order by share, list_item_code) as place,
        count(*) over (partition by country_code) as n_items,
    from nearest
),

-- Of the r smallest shares: their sum, and the sum of what is missing to everyone of the r largest.
sums as (
    select
        r.country_code,
        r.n_items,
        r.place,
        r.dataset_id,
        fsum(other.share) filter (other.place <= r.place) as smallest_sum,
        fsum(1 - other.share) filter (other.place > r.n_items - r.place) as lacking_sum,
    from ranked as r
    inner join ranked as other using (country_code)
    group by all
),

asked as (
    select
        country_code,
        n_items,
        place as k,
        dataset_id,
    from ranked
),

-- At least k: at most the r smallest shares over the k - (n - r) of them that are needed whatever the others are.
-- Fewer than k means lacking at least n - k + 1, so the same bound on what is missing gives the lowest share.
bounds as (
    select
        a.country_code,
        a.k,
        a.n_items,
        a.dataset_id,
        min(s.smallest_sum / nullif(a.k - (a.n_items - s.place), 0))
            filter (s.place > a.n_items - a.k) as most,
        min(s.lacking_sum / nullif(a.n_items - a.k + 1 - (a.n_items - s.place), 0))
            filter (s.place >= a.k) as most_lacking,
    from asked as a
    inner join sums as s using (country_code)
    group by all
)

select
    country_code,
    p_list as list_code,
    k as n_items_held,
    n_items as n_items_available,
    (select count(*) from core_lifestyle_lists where list_code = p_list) as n_items_listed,
    greatest(0, 1 - most_lacking) as lowest_possible_share,
    least(1, most) as highest_possible_share,
    'bounds_only,no_primary_source' as notes,
    dataset_id,
from bounds
order by country_code, k
