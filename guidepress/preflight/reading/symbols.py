"""QR codes: found among the shapes and pictures of a page, decoded from its pixels."""
