-- What orders a weighted sample drawn without replacement: ln(u) / weight, highest first (Efraimidis and Spirakis 2006), u a number in (0, 1) made from the key and the seed.
-- u is the 128-bit MD5 number over 2^128, so a draw is the same on every machine and with every version.
create or replace macro draw_order(key, seed, weight) as
(ln(md5_number(key || ':' || seed)::double) - 8 * 8 * 2 * ln(2)) / nullif(weight, 0)
