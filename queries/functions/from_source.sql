-- Whether figures of a dataset are of the source that is asked for; a visitor's own tables stand beside every source.
create or replace macro from_source(dataset_id, p_source) as
    dataset_id = p_source or dataset_id = 'own_countries'
