-- Which of three relations answers for a survey: the one of diaries, the one of sums, or both where more is not known of it.
-- The name is known before a report is planned, so that the planner meets only what the survey has.
create or replace macro held_as(survey, of_diaries, of_sums, of_both) as
case when without_sums(survey) then of_diaries when without_diaries(survey) then of_sums else of_both end
