"""Read a finished PDF once, with PDFium: what is painted, how pages hang together, what symbols hold."""
