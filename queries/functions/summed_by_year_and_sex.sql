-- Whether sums by year and sex answer: nothing is asked for but these, and no other column filters the days (others: the first filter that is given).
create or replace macro summed_by_year_and_sex(groups, others) as
list_has_all(['year', 'sex'], groups) and others is null
