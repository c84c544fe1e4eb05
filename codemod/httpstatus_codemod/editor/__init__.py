"""What editors ask: diagnostics, quick fixes and hovers, the same for every server."""
