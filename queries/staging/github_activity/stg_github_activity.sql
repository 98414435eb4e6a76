-- Pushes to public repositories and accounts of developers by economy and year.
select
    country_code,
    year,
    case indicator when 'github_git_pushes' then 'pushes' else 'developers' end as indicator,
    value,
    quarters as n_quarters,
from raw_github_activity__activity
