-- Whether each person has each item that the mapping reads; null where that is not known.
select
    p.person_no,
    a.item_code,
    a.grade,
    a.held,
from answers as a
inner join people as p using (source_file, source_row)
