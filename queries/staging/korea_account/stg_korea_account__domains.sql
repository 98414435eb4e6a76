-- Korea's account by domain, both years: table 12 prints the labour beside the fixed capital, then the inputs beside the output.
with printed as (
    select
        case label
            when '가정관리' then 'household_management'
            when '가족 및 가구원 돌보기' then 'care'
            when '자원봉사 및 참여활동' then 'volunteering'
        end as domain,
        row_number() over (partition by label order by line) as block,
        v1::double as v1,
        v2::double as v2,
        v5::double as v5,
        v6::double as v6,
    from raw_korea_account__published
    where starts_with(table_section, '12.') and unit = '단위: 10억원, %'
),

by_year as (
    select domain, block, 2019 as year, v1 as first_krw_bn, v5 as second_krw_bn
    from printed
    union all
    select domain, block, 2024, v2, v6
    from printed
)

select
    year,
    domain,
    max(first_krw_bn) filter (block = 1) as compensation_krw_bn,
    max(second_krw_bn) filter (block = 1) as fixed_capital_krw_bn,
    max(first_krw_bn) filter (block = 2) as intermediate_consumption_krw_bn,
    max(second_krw_bn) filter (block = 2) as output_krw_bn,
from by_year
where domain is not null
group by all
