-- Whether core_year_sums is known to answer: a survey of diaries whose units hold one each is asked for years and sexes of activities that are added up.
create or replace macro held_by_year(survey, activities, groups, others) as
without_sums(survey) and without_several_diaries(survey)
and not contains(coalesce(array_to_string(activities, ' '), ''), 'source:')
and summed_by_year_and_sex(groups, others)
