"""What Horizon itself loads from us: this folder stands on its PYTHONPATH."""
