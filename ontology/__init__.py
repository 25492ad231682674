"""What can be said: classes and shapes in Turtle, value types with units and bounds, errors, and what is generated from them."""
