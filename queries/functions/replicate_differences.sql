-- The difference between two estimates in each replicate; null where one of the two is.
create or replace macro replicate_differences(first, second) as
list_transform(list_zip(first, second), lambda r: r[1] - r[2])
