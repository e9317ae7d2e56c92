"""Do real places find the bodies that answer for them? Read from files beside the checkout, else made."""
