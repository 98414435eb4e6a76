-- The minutes of a step: all have the same but the last, which the end of the day may cut short.
create or replace macro step_length(step, step_minutes) as
least(step_minutes, 1440 - step * step_minutes)
