-- Rows, datasets and namespaces of retrievals have names of any length: an index holds how they begin, and the rest is compared.
drop index countersign_private.retrieval_tenant_namespace_dataset_row_key_generation_idx;
create index retrieval_of_row on countersign_private.retrieval
  (tenant, left(namespace, 100), left(dataset, 200), left(row_key, 200), generation);
