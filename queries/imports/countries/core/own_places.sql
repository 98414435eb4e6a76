-- The countries of the visitor's tables, each under a code of its own, so that they stand beside the shipped ones.
-- What a table does not say of a country is taken from the shipped country of the same ISO code.
with told as (
    select survey_id, table_title, country_code as iso_code, 'minutes' as measure, coalesce(population_base, '15-64') as population_base, wages_id,
    from own_minutes
    union
    select survey_id, table_title, country_code, 'wages', null, survey_id,
    from own_wages
    union
    select survey_id, table_title, country_code, 'income_shares', null, null,
    from own_income_shares
    union
    select survey_id, table_title, country_code, 'item_shares', null, null,
    from own_item_shares
),

titled as (
    select
        *,
        iso_code || '.' || survey_id as country_code,
        -- A title is text of a stranger: marks that a chart or a page would take for markup become spaces.
        trim(left(regexp_replace(table_title, '[^\p{L}\p{N}\s.,:()%+-]', ' ', 'g'), 40)) as plain,
        coalesce(nullif(plain, ''), replace(survey_id, '_', ' ')) as short,
        row_number() over (partition by iso_code, short order by survey_id) as place,
    from told
    semi join base.core_countries as c on c.country_code = iso_code
)

select
    * exclude (plain, short, place),
    -- Two countries of one name would be one in a chart.
    case when place = 1 then short else short || ' ' || place end as short_title,
from titled
order by survey_id, iso_code
