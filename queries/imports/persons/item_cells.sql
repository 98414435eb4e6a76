-- People by the items that they were asked and those that they have, as a whole and by group.
with patterns as (
    select
        person_no,
        coalesce(string_agg(item_code, ';' order by item_code) filter (held is not null), '') as asked,
        coalesce(string_agg(item_code, ';' order by item_code) filter (held), '') as met,
    from item_answers
    group by person_no
),

grouped as (
    select
        t.asked,
        t.met,
        p.weight,
        unnest([
            {'grouping': 'all', 'group_code': 'all'},
            {'grouping': 'sex', 'group_code': p.sex},
            {'grouping': 'age_group', 'group_code': p.age_group},
            {'grouping': 'household_type', 'group_code': p.household_type},
        ], recursive := true),
    from people as p
    inner join patterns as t using (person_no)
)

select
    getvariable('survey_id') as survey_id,
    "grouping",
    group_code,
    asked,
    met,
    count(*) as n_people,
    fsum(weight) as weight,
from grouped
where group_code is not null
group by all
order by "grouping", group_code, weight desc, asked, met
