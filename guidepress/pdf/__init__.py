"""How it is made: HTML becomes a finished PDF. The only room that knows WeasyPrint."""
