"""The same functions on many machines: reading on Spark, slice by slice, and the way back into a record."""
