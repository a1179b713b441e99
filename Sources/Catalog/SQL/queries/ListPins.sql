-- What a version pins.
-- takes    $1 artifact, $2 label
select on_artifact, on_label, on_kind, role from dependency where artifact = $1 and label = $2 order by role, on_artifact;
