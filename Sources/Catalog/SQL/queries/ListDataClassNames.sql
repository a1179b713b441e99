-- The office's own names of data classes.
select c.class, c.words from data_class_name c order by array_position(array['green', 'yellow', 'red'], c.class);
