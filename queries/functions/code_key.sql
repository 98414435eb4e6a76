-- A number for a code of a source and the activity that it stands for: diaries meet the codes asked for by number and not by text.
create or replace macro code_key(activity_code, source_code) as
hash(activity_code, source_code)
