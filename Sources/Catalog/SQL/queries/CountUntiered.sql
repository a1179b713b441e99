-- How many generations the policy has not tiered yet; counting stops at 10,001.
select countersign.untiered();
