-- The ratio of two totals in each replicate; null where the lower one is zero.
create or replace macro replicate_ratios(upper_totals, lower_totals) as
list_transform(list_zip(upper_totals, lower_totals), lambda r: r[1] / nullif(r[2], 0))
