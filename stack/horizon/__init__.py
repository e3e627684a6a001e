"""What Horizon itself loads from the stack: this folder is on its PYTHONPATH."""
