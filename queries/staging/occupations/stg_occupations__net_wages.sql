-- The net hourly wages that offices published as inputs of their own accounts, in national currency.
select
    f.country_code,
    f.year,
    n.occupation_code,
    f.value as hourly_national,
    n.note_en,
    n.note_ko,
from raw_occupations__published_net_wages n
join stg_official_accounts f using (figure_id)
