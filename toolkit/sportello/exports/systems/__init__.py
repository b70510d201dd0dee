"""The ticket systems whose exports are read, one module a system with its `SYSTEM`."""
