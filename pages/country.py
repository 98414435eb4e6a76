"""Soon."""

from unpriced.ui import frame

frame.show(__file__, lambda page: None)
