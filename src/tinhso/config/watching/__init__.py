"""What the deployment tells about itself: figures and lines of the log, nothing of anybody."""
