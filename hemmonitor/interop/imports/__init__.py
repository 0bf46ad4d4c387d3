"""Data from where patients already keep it: read, previewed, taken in as one batch, undone as one batch."""
