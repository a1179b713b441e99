-- Model versions seen in the last seven days that nobody registered, most frequent first.
select model || case when model_version in ('', 'unknown') then '' else '@' || model_version end, generations from countersign.unregistered_models();
