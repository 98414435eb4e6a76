-- Whether each person has each item of the French list that the survey asks: four of six.
select
    person_no,
    unnest([
        {'definition_id': 'L2_sport', 'is_member': l2_sport},
        {'definition_id': 'L3_instrument', 'is_member': l3_instrument},
        {'definition_id': 'L4_dish', 'is_member': l4_dish},
        {'definition_id': 'L6_help_volunteer', 'is_member': l6_help_volunteer},
    ], recursive := true),
from people
