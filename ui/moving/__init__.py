"""Data in and out, in the window: export, import with preview and undo, backup, restore. For every face."""
