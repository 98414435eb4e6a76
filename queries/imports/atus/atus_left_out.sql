-- Diaries whose weight is -1: the producer's way to say that the file gives them none (2020 in the multi-year files).
select tucaseid
from atus_resp
where weight = -1
