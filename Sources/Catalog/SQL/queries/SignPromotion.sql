-- Signs.
-- takes    $1 promotion, $2 revision that was read, $3 reason, $4 channel, $5 envelope (null: no key)
select signed, needed, promoted, activity from countersign.sign_promotion($1, $2, $3, $4, $5);
