"""How it is set: the plan of documents, their HTML, their figures. Knows no WeasyPrint and no PDF."""
