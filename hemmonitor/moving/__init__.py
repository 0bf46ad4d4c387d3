"""The command line for data in and out: export, import, backup, restore, and the gateway's service."""
