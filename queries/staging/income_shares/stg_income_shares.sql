-- Income shares of fifths and tenths and the Gini index, by country and year.
select
    country_code,
    year,
    indicator,
    percent / 100 as share,
from raw_income_shares__income_shares
