"""How this part's rows read in a pupil's timeline, one file a noun: each has `KINDS`."""
