-- Days of at most 1,440 minutes
select
    survey_id,
    person_id,
    diary_no,
    min(source_file) as source_file,
    min(source_row) as source_row,
    'the day has ' || round(fsum(minutes), 2) || ' minutes' as found,
from raw_diaries__minutes
group by survey_id, person_id, diary_no
having fsum(minutes) > 1440.01
