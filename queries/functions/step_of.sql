-- The step of the day that a minute falls into, counted from 0.
create or replace macro step_of(minute, step_minutes) as
minute // nullif(step_minutes, 0)
