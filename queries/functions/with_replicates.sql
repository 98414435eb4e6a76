-- Whether the survey is known to have replicate weights, so that covariances within its strata can be left out.
-- Here nothing is known, which is always right; a build says it of its own surveys (queries/known).
create or replace macro with_replicates(survey) as
false
