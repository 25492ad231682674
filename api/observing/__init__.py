"""What can be seen of a running server: metrics, request ids and logs."""
