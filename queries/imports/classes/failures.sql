-- Of the people within one definition and outside another: whether they are below the other's line or above it.
select
    getvariable('survey_id') as survey_id,
    one.definition_id as first_definition_id,
    other.definition_id as second_definition_id,
    case when other.is_below then 'lower' else 'upper' end as failed_bound,
    count(*) as n_people,
    fsum(p.weight) as weight,
from members as one
inner join members as other using (person_no)
inner join people as p using (person_no)
where one.is_member and not other.is_member
group by all
order by first_definition_id, second_definition_id, failed_bound
