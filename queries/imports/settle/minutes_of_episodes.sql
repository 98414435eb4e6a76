-- Minutes per diary and code, out of its episodes.
select
    survey_id,
    person_id,
    diary_no,
    min(source_file) as source_file,
    min(source_row) as source_row,
    source_code,
    fsum(end_minute - start_minute) as minutes,
from raw_diaries__episodes
group by survey_id, person_id, diary_no, source_code
