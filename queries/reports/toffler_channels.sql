-- Twelve channels by which unpaid production feeds the money economy, after A. and H. Toffler, as views on the account: never a thirteenth total.
-- Paraphrased. Each with a proxy, our figure where one is held, what it is inside of already, and what is missing.
-- grain: one row per country and channel
create or replace macro toffler_channels(p_countries varchar[] := ['KOR'], p_method varchar := 'replacement_specialist') as table
with kinds as (
    select country_code, prosuming_kind, minutes_per_day, survey_year, time_dataset_id,
    from prosuming_by_kind(p_countries := p_countries, p_method := p_method)
),

activities as (
    select
        country_code,
        survey_year,
        time_dataset_id,
        fsum(minutes_per_day) filter (activity_code in ('shopping', 'services_use')) as shopping_minutes,
        fsum(minutes_per_day) filter (activity_code = 'childcare' or activity_code like 'childcare!_%' escape '!') as child_minutes,
    from mart_unpaid_minutes(p_countries := p_countries, p_split_housework := true)
    where sex = 'total'
    group by all
),

wide as (
    select
        a.*,
        (select max(k.minutes_per_day) from kinds k where k.country_code = a.country_code and k.prosuming_kind = 'making') as making,
        (select max(k.minutes_per_day) from kinds k where k.country_code = a.country_code and k.prosuming_kind = 'learning') as learning,
        (
            select fsum(k.minutes_per_day) from kinds k
            where k.country_code = a.country_code and k.prosuming_kind in ('volunteering_formal', 'volunteering_informal')
        ) as volunteering,
        c.fixed_capital_usd_ppp_bn as capital,
        d.pushes_per_thousand,
    from activities a
    left join household_account(p_countries := p_countries, p_method := p_method) c
        on c.country_code = a.country_code and c.domain = 'total'
    left join (
        from digital_activity(p_countries := p_countries)
        where pushes_per_thousand is not null
        qualify year = max(year) over (partition by country_code)
    ) d on d.country_code = a.country_code
),

channels as (
    select country_code, survey_year, time_dataset_id,
        unnest([
            {'no': 1, 'channel': 'third_jobs', 'amount': shopping_minutes, 'measure': 'minutes', 'inside': 'household'},
            {'no': 2, 'channel': 'capital_goods', 'amount': capital, 'measure': 'usd_ppp_bn', 'inside': 'account_capital'},
            {'no': 3, 'channel': 'lend_tools', 'amount': null, 'measure': null, 'inside': 'account_capital'},
            {'no': 4, 'channel': 'housing_stock', 'amount': making, 'measure': 'minutes', 'inside': 'making'},
            {'no': 5, 'channel': 'marketise', 'amount': null, 'measure': null, 'inside': 'gdp'},
            {'no': 6, 'channel': 'demarketise', 'amount': null, 'measure': null, 'inside': 'nothing'},
            {'no': 7, 'channel': 'volunteer', 'amount': volunteering, 'measure': 'minutes', 'inside': 'volunteering'},
            {'no': 8, 'channel': 'free_information', 'amount': null, 'measure': null, 'inside': 'nothing'},
            {'no': 9, 'channel': 'strengthen_consumers', 'amount': null, 'measure': null, 'inside': 'household'},
            {'no': 1 + 9, 'channel': 'teach_and_innovate', 'amount': learning, 'measure': 'minutes', 'inside': 'care'},
            {'no': 2 + 9, 'channel': 'knowledge', 'amount': pushes_per_thousand, 'measure': 'pushes', 'inside': 'digital'},
            {'no': 3 + 9, 'channel': 'raise_children', 'amount': child_minutes, 'measure': 'minutes', 'inside': 'care'}
        ]) as c,
    from wide
)

select
    country_code,
    c.no as channel_no,
    c.channel as toffler_channel,
    c.channel as channel_proxy,
    c.amount as channel_amount,
    c.measure as channel_measure,
    c.inside as counted_inside,
    c.channel as channel_missing,
    case when c.measure is null then 'not_measured' when c.amount is null then 'not_split_by_source' end as missing_reason,
    survey_year,
    time_dataset_id,
from channels
order by country_code, channel_no
