"""What the tests of the plan share."""

from __future__ import annotations

import os

from hypothesis import settings

# The quick lane searches less. A busy machine is no fault of the code, so there is no deadline.
settings.register_profile("whole", deadline=None)
settings.register_profile("fast", deadline=None, max_examples=20)
settings.load_profile(os.environ.get("KAGA_TEST_LANE", "whole"))
