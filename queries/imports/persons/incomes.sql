-- Household income of every person kept. Within a bracket people stand evenly on a logarithmic scale, in an order by their id; above the open bracket they follow Pareto's law through the two highest bounds.
with kept as (
    select r.*
    from roles as r
    anti join left_out as l using (source_file, source_row)
),

placed as (
    select
        *,
        (fsum(weight) over within - weight / 2) / nullif(fsum(weight) over bracket, 0) as place,
    from kept
    where income_form = 'brackets' and income_low is not null
    window
        bracket as (partition by income_text),
        within as (partition by income_text order by md5(person_id), person_id rows unbounded preceding)
),

open_bracket as (
    select
        max(income_low) filter (income_high is null) as top,
        max(income_low) filter (income_high is not null) as below_top,
    from placed
),

tail as (
    select
        ln(top / nullif(below_top, 0)) / nullif(
            ln(fsum(weight) filter (income_low >= below_top) / nullif(fsum(weight) filter (income_low >= top), 0)), 0
        ) as inverse_alpha,
    from placed
    cross join open_bracket
    group by top, below_top
)

select
    k.* exclude (income_amount),
    case
        when k.income_form = 'amount' then k.income_amount
        when p.income_high is null then p.income_low * pow(1 - p.place, -(select inverse_alpha from tail))
        when p.income_low <= 0 then p.income_low + (p.income_high - p.income_low) * p.place
        else p.income_low * pow(p.income_high / nullif(p.income_low, 0), p.place)
    end as income,
from kept as k
left join placed as p using (source_file, source_row)
