-- How many people with equal weights know as much as these: the square of the sum of the weights over the sum of their squares.
create or replace macro kish_effective_n(weight_sum, weight_square_sum) as
weight_sum * weight_sum / nullif(weight_square_sum, 0)
