-- Days of 1,440 minutes, where what is missing stands as the code gap
select
    d.survey_id,
    d.person_id,
    d.diary_no,
    d.source_file,
    d.source_row,
    'the day has ' || round(coalesce(m.minutes, 0), 2) || ' minutes' as found,
from raw_diaries__diaries d
left join (
    select survey_id, person_id, diary_no, fsum(minutes) as minutes
    from raw_diaries__minutes
    group by all
) m using (survey_id, person_id, diary_no)
where abs(coalesce(m.minutes, 0) - 1440) > 0.01
