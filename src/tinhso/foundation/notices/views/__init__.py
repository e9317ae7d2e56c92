"""The pages of notices: what was said to me, how I am told, and how the channels are doing."""
