-- Every margin of Korea's account sums to the published total within 2 billion won, the rounding of its parts
with totals as (select year, value_krw_bn as total from core_korea_margins where characteristic = 'total')

select year, characteristic, fsum(value_krw_bn) as parts, any_value(total) as total
from core_korea_margins
join totals using (year)
where characteristic not in ('total', 'activity')
    or category in ('household_management', 'care', 'volunteering')
group by all
having characteristic <> 'total' and abs(parts - total) > 2
