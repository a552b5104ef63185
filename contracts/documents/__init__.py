"""The platform's Firestore documents: where they are, how they are named, and what is in them."""
