-- Episodes for a survey that says it has them, and none for one that does not
select
    s.survey_id,
    null::varchar as person_id,
    null::integer as diary_no,
    s.source_file,
    s.source_row,
    'has_episodes is ' || s.has_episodes || ' and there are ' || case when s.has_episodes then 'none' else 'some' end as found,
from raw_diaries__surveys s
where s.has_episodes <> (s.survey_id in (select distinct survey_id from raw_diaries__episodes))
