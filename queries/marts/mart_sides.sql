-- The two sides of a comparison: every cell of the first or the second group, with the groups that the two have in common as one pair.
-- p_labels names a relation of the caller as mart_cell_labels makes it.
create or replace macro mart_sides(
    p_labels varchar := 'labels',
    p_column varchar := 'sex',
    p_group_a varchar := 'women',
    p_group_b varchar := 'men'
) as table
with named as (
    select
        cell,
        hash(
            survey_id,
            case when p_column <> 'year' then year end,
            case when p_column <> 'month' then month end,
            case when p_column <> 'weekday' then weekday end,
            case when p_column <> 'day_type' then day_type end,
            case when p_column <> 'sex' then sex end,
            case when p_column <> 'age' then age end,
            case when p_column <> 'age_group' then age_group end,
            case when p_column <> 'education' then education end,
            case when p_column <> 'employment' then employment end,
            case when p_column <> 'income_fifth' then income_fifth end,
            case when p_column <> 'household_type' then household_type end,
            case when p_column <> 'region' then region end
        ) as pair,
        case p_column
            when 'year' then year::varchar
            when 'month' then month::varchar
            when 'weekday' then weekday::varchar
            when 'day_type' then day_type
            when 'sex' then sex
            when 'age' then age::varchar
            when 'age_group' then age_group
            when 'education' then education
            when 'employment' then employment
            when 'income_fifth' then income_fifth
            when 'household_type' then household_type
            when 'region' then region
        end as side,
    from query_table(p_labels)
)

select
    cell,
    pair,
    case side when p_group_a then 1 when p_group_b then -1 end as sign,
from named
where side in (p_group_a, p_group_b)
