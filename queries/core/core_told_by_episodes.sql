-- What the episodes of each survey tell at all: places, company, what is done beside.
select
    d.survey_id,
    bool_or(e.location <> 'unknown') as has_places,
    bool_or(coalesce(e.with_alone, e.with_partner, e.with_child, e.with_household, e.with_others) is not null)
        as has_company,
    bool_or(e.secondary_activity_code is not null) as has_secondary,
from core_episodes e
join core_diaries d using (diary_key)
group by d.survey_id
order by d.survey_id
