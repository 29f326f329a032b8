//! What the reader makes of terms, and of mistakes in them.

mod mistakes;
mod random;
mod read;
mod tables;
mod taken;
mod teaching;
mod windows;

const HEAD: &str = "program = \"p\"\nname = \"P\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n";
