-- Rows of people that cannot be counted, each with its reason: a person without an id or twice, a weight, an income, a size or an age that is none.
with numbered as (
    select *, row_number() over (partition by person_id order by source_row) as time_met from roles
)

select source_file, source_row, 'person_id' as role, person_id as value, 'person_without_id' as reason
from numbered
where person_id is null
union all
select source_file, source_row, 'person_id', person_id, 'duplicate_person'
from numbered
where person_id is not null and time_met > 1
union all
select source_file, source_row, 'weight', weight_text, 'weight_missing'
from numbered
where weight_text is null
union all
select source_file, source_row, 'weight', weight_text, 'weight_not_a_number'
from numbered
where weight_text is not null and weight is null
union all
select source_file, source_row, 'weight', weight_text, 'weight_negative'
from numbered
where weight < 0
union all
select source_file, source_row, 'income', income_text, 'income_not_a_number'
from numbered
where income_form = 'amount' and income_text is not null and income_amount is null
union all
select source_file, source_row, 'income', income_text, 'unknown_bracket'
from numbered
where income_form = 'brackets' and income_text is not null and income_low is null
union all
select source_file, source_row, 'household_size', size_text, 'size_not_positive'
from numbered
where size_text is not null and (household_size is null or household_size < 1)
union all
select source_file, source_row, 'age', age_text, 'impossible_age'
from numbered
where age_text is not null and (age is null or age not between 0 and 120)
order by source_file, source_row, role, reason
