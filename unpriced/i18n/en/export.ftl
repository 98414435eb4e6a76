export-grain = Grain: { $grain }
export-version = Data version: { $version }
export-rederive = Run this in any DuckDB shell on the built database to get the same rows:
export-sources = Sources
export-licence = Licence: { $licence }
export-columns = Columns and units
