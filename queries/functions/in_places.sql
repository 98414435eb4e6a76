-- The values at their numbered places in a list of n, and what is given otherwise at the places that no number names.
create or replace macro in_places(numbers, held, n, otherwise) as
list_transform(range(1, n + 1), lambda place: coalesce(held[list_position(numbers, place)], otherwise))
