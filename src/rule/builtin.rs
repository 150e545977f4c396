//! The rule files that the binary carries, listed by the build script.

include!(concat!(env!("OUT_DIR"), "/rules.rs"));
