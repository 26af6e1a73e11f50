"""What a finished file must be: a table of rules, each a function from facts to findings."""
