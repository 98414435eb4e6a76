-- Occupations with a role of their own: the general domestic worker, all employees.
select
    scheme,
    occupation_code,
    role,
    title_en,
    title_ko,
from raw_occupations__occupations
