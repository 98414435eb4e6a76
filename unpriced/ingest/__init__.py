"""One module per file format: each loads a declared file into its raw table."""
