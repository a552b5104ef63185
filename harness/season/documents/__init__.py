"""The platform's state documents, as frames: one row a document, or one an entry in it."""
