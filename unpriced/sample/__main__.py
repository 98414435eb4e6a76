"""`python -m unpriced.sample`: make data/diary_sample again."""

from unpriced.sample import write

write()
