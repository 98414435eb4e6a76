-- Whether an activity of this scope is counted under the switches of a value report; goods for own use never are (they are in GDP).
create or replace macro in_scope(
    scope, p_shopping, p_gardening_pets, p_travel, p_care_for_others, p_volunteering, p_passive_care
) as
case scope
    when 'core' then true
    when 'shopping' then p_shopping
    when 'gardening_pets' then p_gardening_pets
    when 'travel' then p_travel
    when 'care_for_others' then p_care_for_others
    when 'volunteering' then p_volunteering
    when 'passive_care' then p_passive_care
    else false
end
