"""What do officers see of the national portal, and where does the portal knock?"""
