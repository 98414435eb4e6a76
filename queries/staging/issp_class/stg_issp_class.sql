-- Self-placed class by country and year; the source's own codes become ISO 3166.
-- SLO stands beside SVK in 1999, so it is Slovenia; the Czech waves after 1992 still carry Czechoslovakia's code.
select
    case
        when country_code = 'PHI' then 'PHL'
        when country_code = 'SLO' then 'SVN'
        when country_code = 'CSK' and year > 1992 then 'CZE'
        else country_code
    end as country_code,
    year,
    lower_percent / 100 as lower_share,
    working_percent / 100 as working_share,
    middle_percent / 100 as middle_share,
    upper_middle_percent / 100 as upper_middle_share,
    upper_percent / 100 as upper_share,
from raw_issp_class__self_placed_class
