"""What does each door look like? Webhooks, the operator's screen, kept messages, a confirmed number."""
