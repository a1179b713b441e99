-- Whatever steps were taken: every function that acts with the owner's rights brings its own settings.
call countersign_private.pin_settings();
