"""What do payers and officers see of money?"""
