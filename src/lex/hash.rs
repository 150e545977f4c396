//! The hash of a folded word. Also compiled into the build script, which lays out the table it indexes.

/// Starts a hash.
pub(crate) const SEED: u32 = 0x811c_9dc5;

/// Adds one byte of a folded word (FNV-1a).
#[inline]
pub(crate) const fn add(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// Final mix, so that the low bits depend on all of them.
#[inline]
pub(crate) const fn finish(hash: u32) -> u32 {
    hash ^ (hash >> 15)
}

/// Hash of a whole folded word.
#[inline]
pub(crate) fn of(word: &[u8]) -> u32 {
    finish(word.iter().fold(SEED, |hash, &byte| add(hash, byte)))
}
