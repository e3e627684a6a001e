"""Many tenants at once on the cloud that operators run, and each of its parts failing."""
