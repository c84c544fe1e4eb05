"""The imports that a rewrite needs: merged into one that the file has, or placed anew."""
