-- People of the survey Histoire de vie 2003 as the FactoMineR package hands them on: without weights, so each counts once.
select
    row_number() over () as person_no,
    1.0 as weight,
    case "Sex" when 'F' then 'women' when 'M' then 'men' end as sex,
    case
        when "Age" in ('(75,85]', '(85,100]') then '76+'
        when "Age" = '[15,25]' then '15-25'
        else (split_part(substr("Age", 2), ',', 1)::integer + 1)::varchar || '-' || split_part(rtrim("Age", ']'), ',', 2)
    end as age_group,
    null::varchar as household_type,
    "Sport" = '1' as l2_sport,
    "Playing music" = '1' as l3_instrument,
    "Cooking" = '1' as l4_dish,
    "Volunteering" = '1' as l6_help_volunteer,
from source_file
