-- Minutes of 2014 by six-digit code, from the durations of the episodes.
select
    getvariable('survey_id') as survey_id,
    tucaseid::varchar as person_id,
    1 as diary_no,
    lpad(t1code::varchar, 2, '0') || lpad(t2code::varchar, 2, '0') || lpad(t3code::varchar, 2, '0') as source_code,
    fsum(dur) as minutes,
    'atusact_2014_episodes.parquet' as source_file,
    min(file_row_number) + 1 as source_row,
from extract_act_2014
group by tucaseid, t1code, t2code, t3code
having fsum(dur) <> 0
