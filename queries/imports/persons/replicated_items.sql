-- The standard error of the share with each item from replicate weights: the share by each of them against the share by the weights.
with shares as (
    select
        a.item_code,
        r.replicate_no,
        fsum(r.weight * a.held::integer) / nullif(fsum(r.weight), 0) as share,
    from item_answers as a
    inner join people as p using (person_no)
    inner join replicates as r using (source_file, source_row)
    where a.held is not null
    group by a.item_code, r.replicate_no
)

select
    s.item_code,
    sqrt(getvariable('replicate_factor') * fsum(pow(s.share - i.share, 2))) as share_se,
from shares as s
inner join items as i using (item_code)
group by s.item_code
