-- The time of day as HH:MM, so many minutes after the diary day starts.
create or replace macro clock_time(minute_of_day, day_start_minute) as
left(make_time(((minute_of_day + day_start_minute) % 1440) // 60, ((minute_of_day + day_start_minute) % 1440) % 60, 0)::varchar, 5)
