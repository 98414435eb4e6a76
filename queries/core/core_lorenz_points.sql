-- Points of the Lorenz curve of a country and year: the share of income that the poorest tenth, fifth, two fifths ... have.
-- The shares are printed to one decimal; their sum stands for the whole.
with wide as (
    select
        country_code,
        year,
        max(share) filter (indicator = 'income_share_of_poorest_10percent') as first_tenth,
        max(share) filter (indicator = 'income_share_of_poorest_20percent') as first_fifth,
        max(share) filter (indicator = 'income_share_of_2nd_poorest_20percent') as second_fifth,
        max(share) filter (indicator = 'income_share_of_middle_20percent') as third_fifth,
        max(share) filter (indicator = 'income_share_of_2nd_richest_20percent') as fourth_fifth,
        max(share) filter (indicator = 'income_share_of_richest_20percent') as last_fifth,
        max(share) filter (indicator = 'income_share_of_richest_10percent') as last_tenth,
        max(share) filter (indicator = 'inequality_index_gini') as gini,
    from stg_income_shares
    group by all
),

summed as (
    select
        *,
        first_fifth + second_fifth + third_fifth + fourth_fifth + last_fifth as whole,
    from wide
)

select
    country_code,
    year,
    first_tenth / nullif(whole, 0) as first_tenth,
    first_fifth / nullif(whole, 0) as first_fifth,
    (first_fifth + second_fifth) / nullif(whole, 0) as first_two_fifths,
    (first_fifth + second_fifth + third_fifth) / nullif(whole, 0) as first_three_fifths,
    (whole - last_fifth) / nullif(whole, 0) as first_four_fifths,
    (whole - last_tenth) / nullif(whole, 0) as first_nine_tenths,
    gini,
    'income_shares' as dataset_id,
from summed
