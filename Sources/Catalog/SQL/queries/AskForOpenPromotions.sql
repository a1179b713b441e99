-- Puts questions for open promotions without a decision that fits; answers how many.
select countersign.ask_for_open_promotions();
