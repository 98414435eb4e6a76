-- Points of the Lorenz curve by country and year of a table of a visitor's own; those at tenths are null where it has fifths.
with points as (
    select
        c.*,
        c.part_no / nullif(c.last_part, 0) as people_share,
        c.sum_to_here / nullif(c.sum_of_shares, 0) as income_share,
    from cells as c
    anti join left_out as l using (cell_no)
)

select
    getvariable('survey_id') as survey_id,
    getvariable('title') as table_title,
    country_code,
    survey_year,
    max(income_share) filter (round(people_share, 2) = 0.1) as first_tenth,
    max(income_share) filter (round(people_share, 2) = 0.2) as first_fifth,
    max(income_share) filter (round(people_share, 2) = 0.4) as first_two_fifths,
    max(income_share) filter (round(people_share, 2) = 0.6) as first_three_fifths,
    max(income_share) filter (round(people_share, 2) = 0.8) as first_four_fifths,
    max(income_share) filter (round(people_share, 2) = 0.9) as first_nine_tenths,
    case when min(median) = max(median) and min(median) > 0 then min(median) * any_value(p.days_per_year) end as median_usd_ppp,
from points
cross join stg_parameters as p
group by all
order by all
