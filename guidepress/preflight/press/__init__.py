"""Is it right for a press: a file read down to its paint, judged by PDF/X-4 and by what a printer asks beyond it."""
