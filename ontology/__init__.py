"""What can be said: classes and shapes in Turtle, value types, errors, and what is generated from the Turtle."""
