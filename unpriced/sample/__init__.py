"""The synthetic diary sample: a seeded generator of person-days made to the published tables.

No row of it is a real person. `data/diary_sample/generator.yaml` declares what is assumed; queries/sample reads what is
published. The weighted sample gives the published minutes of each activity by sex back.
"""

from unpriced.sample.published import FOLDER
from unpriced.sample.tables import generate, write

__all__ = ["FOLDER", "generate", "write"]
