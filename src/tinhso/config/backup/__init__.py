"""How is everything kept apart, and brought back on another machine or another database?"""
