"""What a tenant is told first: what is protected, what failed, and how old the backups are."""
