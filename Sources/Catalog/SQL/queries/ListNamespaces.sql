-- Namespaces that stand for others.
select n.namespace, n.stands_for, n.said_by, n.reason, n.since from lineage_namespace n order by n.namespace;
