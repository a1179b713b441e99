-- Versions that pin a version of an artifact.
-- takes    $1 artifact
select artifact, label, kind, role from dependency where on_artifact = $1 order by artifact, label desc limit 500;
