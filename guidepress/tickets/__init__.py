"""Job tickets of a drive: what is to be printed, on what, how often, and to whom it goes."""
