"""The project around a file: what it declares, its modules, what most of its files import."""
