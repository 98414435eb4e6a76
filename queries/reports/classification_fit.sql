-- How many of the activity codes of a file each classification knows, the best first: what a file is likely to be coded in.
-- grain: one row per classification
create or replace macro classification_fit(p_codes varchar[] := []) as table
with codes as (
    select distinct unnest(p_codes) as code
),

known as (
    select k.classification, c.code
    from (select distinct classification from core_classification_codes) k
    cross join codes c
    semi join core_classification_codes p
        on p.classification = k.classification
        and case when k.classification = 'harmonised' then p.code_prefix = c.code else starts_with(c.code, p.code_prefix) end
)

select
    k.classification,
    count(n.code) as n_known_codes,
    count(n.code) / nullif((select count(*) from codes), 0) as known_codes_share,
from (select distinct classification from core_classification_codes) k
left join known n using (classification)
group by k.classification
order by known_codes_share desc nulls last, k.classification
