-- The year of the list that is nearest to the one asked for; of two as near, the later.
create or replace macro nearest_year(years, asked) as
-list_min(list_transform(years, lambda year: {'apart': abs(year - asked), 'backwards': -year})).backwards
