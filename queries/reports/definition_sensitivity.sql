-- Share between every two multiples of the median among the people of a survey: what moving a bound, the scale or the counted unit does.
-- grain: one row per survey, scale, counted unit and pair of bounds
-- p_median_of: the population whose median it is; null is the one that is counted.
create or replace macro definition_sensitivity(
    p_survey varchar := 'eu_silc_synthetic',
    p_scales varchar[] := ['sqrt'],
    p_units varchar[] := ['persons'],
    p_median_of varchar := null,
    p_lowers double[] := [0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0],
    p_uppers double[] := [1.2, 1.5, 1.75, 2.0, 2.25, 2.5, 3.0]
) as table
select
    p_survey as survey_id,
    low.scale as equivalence_scale,
    low.unit as counted_unit,
    low.median_of,
    low.bound as lower_to_median,
    high.bound as upper_to_median,
    high.below_share - low.below_share as middle_share,
    low.below_share,
    1 - high.below_share as above_share,
    s.notes,
    low.dataset_id,
from core_class_edges as low
inner join core_class_edges as high
    on high.survey_id = low.survey_id and high.scale = low.scale and high.unit = low.unit
    and high.median_of = low.median_of and high.edge = low.edge and high.bound > low.bound
cross join class_surveys(p_surveys := [p_survey]) as s
where low.survey_id = p_survey and low.edge = 'median' and low.median_of = coalesce(p_median_of, low.unit)
    and list_contains(p_scales, low.scale) and list_contains(p_units, low.unit)
    and list_contains(p_lowers, low.bound) and list_contains(p_uppers, high.bound)
order by low.scale, low.unit, low.bound, high.bound
