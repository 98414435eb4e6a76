-- Rows of people that cannot be counted, each with its reason: a person without an id or twice, a weight, an income, a size or an age that is none.
-- Ids that stand more than once are found by their hashes first: to number every person takes several times longer.
with suspects as (
    select hash(person_id) as fingerprint
    from roles
    group by fingerprint
    having count(*) > 1
),

numbered as (
    select
        source_file,
        source_row,
        person_id,
        row_number() over (partition by person_id order by source_row) as time_met,
    from roles
    where person_id is not null and hash(person_id) in (select fingerprint from suspects)
)

select source_file, source_row, 'person_id' as role, person_id as value, 'person_without_id' as reason
from roles
where person_id is null
union all
select source_file, source_row, 'person_id', person_id, 'duplicate_person'
from numbered
where time_met > 1
union all
select source_file, source_row, 'weight', weight_text, 'weight_missing'
from roles
where weight_text is null
union all
select source_file, source_row, 'weight', weight_text, 'weight_not_a_number'
from roles
where weight_text is not null and weight is null
union all
select source_file, source_row, 'weight', weight_text, 'weight_negative'
from roles
where weight < 0
union all
select source_file, source_row, 'income', income_text, 'income_not_a_number'
from roles
where income_form = 'amount' and income_text is not null and income_amount is null
union all
select source_file, source_row, 'income', income_text, 'unknown_bracket'
from roles
where income_form = 'brackets' and income_text is not null and income_low is null
union all
select source_file, source_row, 'household_size', size_text, 'size_not_positive'
from roles
where size_text is not null and (household_size is null or household_size < 1)
union all
select source_file, source_row, 'age', age_text, 'impossible_age'
from roles
where age_text is not null and (age is null or age not between 0 and 120)
order by source_file, source_row, role, reason
