"""The entry point: page settings, language and navigation; the pages are in pages/."""

from unpriced.ui import frame

frame.run()
