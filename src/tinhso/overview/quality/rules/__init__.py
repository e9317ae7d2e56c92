"""Pure decisions of the quality index: how a share becomes points, and which counts make each share."""
