-- Every dataset of the project: producer, edition, licence, rows, and whether its rows may be downloaded in bulk.
-- grain: one row per dataset
create or replace macro dataset_catalogue() as table
select
    d.dataset_id,
    d.title_en,
    d.title_ko,
    d.producer_en,
    d.producer_ko,
    d.edition,
    d.citation,
    d.url,
    d.licence,
    d.redistribution,
    d.coverage_en,
    d.coverage_ko,
    coalesce(sum(f.n_rows), 0)::bigint as n_rows,
    count(f.dataset_id) as n_files,
from core_datasets d
left join core_dataset_files f on f.dataset_id = d.dataset_id
group by all
order by d.dataset_id
