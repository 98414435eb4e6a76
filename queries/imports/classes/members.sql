-- Whether each person is within the bounds of each definition.
select
    e.person_no,
    b.definition_id,
    case b.closure
        when 'lower_included' then e.income >= b.lower_income and e.income < b.upper_income
        when 'upper_included' then e.income > b.lower_income and e.income <= b.upper_income
        else e.income between b.lower_income and b.upper_income
    end as is_member,
    e.income < b.lower_income as is_below,
from equivalised as e
inner join bands as b using (scale)
