-- How categories of checkers are read.
select sent, category, weight from flag_category order by category, sent;
