-- The strata of each year and sex of a survey whose sums are held, with the cell of the groups asked for: see mart_diary_domain and held_by_year.
create or replace macro mart_year_cells(
    p_survey varchar := null,
    p_years integer[] := null,
    p_by varchar[] := [],
    p_filter_sex varchar[] := null
) as table
select
    survey_id,
    year,
    sex,
    stratum_key,
    n_psu,
    n_diaries,
    p as w,
    pp as ww,
    hash(
        survey_id,
        case when list_contains(p_by, 'year') then year end,
        case when list_contains(p_by, 'sex') then sex end
    ) as cell,
from core_year_sums
where selection_code = 'everyone'
    and survey_id = p_survey
    and (p_years is null or list_contains(p_years, year))
    and (p_filter_sex is null or list_contains(p_filter_sex, sex))
