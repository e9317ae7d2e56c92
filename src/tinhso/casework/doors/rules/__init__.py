"""What does a message ask, and did the gateway really send it?"""
