-- Income shares of fifths and tenths and the Gini index, by country and year; the source's code of Kosovo becomes XKX.
select
    case country_code when 'KOS' then 'XKX' else country_code end as country_code,
    year,
    indicator,
    percent / 100 as share,
from raw_income_shares__income_shares
