"""The file as a whole: opening it, documents in and out with their index and corrections, its health."""
