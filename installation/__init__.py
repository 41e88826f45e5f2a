"""How one installation is put together: the only place that builds the parts and hands them to each other."""
