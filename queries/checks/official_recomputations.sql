-- Every golden and additive case re-derives the published figure within its declared tolerance
select case_id, published_value, recomputed_value, difference
from official_accounts_recomputed()
where kind <> 'implied_price' and not coalesce(is_within_tolerance, false)
