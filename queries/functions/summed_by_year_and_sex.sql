-- Whether core_replicate_sums answers: nothing is asked for but years and sexes, for all days.
create or replace macro summed_by_year_and_sex(
    groups, day_types, age_groups, education, employment, income_fifths, household_types, regions
) as
list_has_all(['year', 'sex'], groups)
and day_types is null and age_groups is null and education is null and employment is null
and income_fifths is null and household_types is null and regions is null
