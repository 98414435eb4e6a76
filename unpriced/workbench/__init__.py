"""Free SQL over the built database, each query in a process of its own that can do no harm and can be ended."""
