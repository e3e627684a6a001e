"""Many simultaneous tenants on an operator's cloud, while each of its parts fails."""
