-- Whether a diary is in the part that is made now, of a table that is made in parts (unpriced.layers.make_tables); all are where no part is set.
create or replace macro in_part(diary_key) as
(diary_key between getvariable('first_diary') and getvariable('last_diary')) is not false
