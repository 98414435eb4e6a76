-- Whether the survey is known to have no replicate weights, so that steps over them can be left out.
-- Here nothing is known, which is always right; a build says it of its own surveys (queries/known).
create or replace macro without_replicates(survey) as
false
