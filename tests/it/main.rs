//! One integration binary: the house tests and one file a room.
