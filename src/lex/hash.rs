//! Keys and hashes of folded words. Also compiled into the build script, which lays out the table they
//! index.

/// Bytes of a word that its key holds.
pub(crate) const KEY_BYTES: usize = 16;

/// The first sixteen bytes of a folded word, little-endian, padded with nought: words of up to sixteen bytes
/// are equal exactly if their keys are.
#[inline]
pub(crate) fn key(word: &[u8]) -> u128 {
    let mut bytes = [0; KEY_BYTES];
    let length = word.len().min(KEY_BYTES);
    bytes[..length].copy_from_slice(&word[..length]);
    u128::from_le_bytes(bytes)
}

/// Where a table with a power of two of slots has a key first.
#[inline]
pub(crate) const fn slot(key: u128, slots: usize) -> usize {
    let mixed = ((key >> 64) as u64).rotate_left(29) ^ key as u64;
    // The highest bits of the product depend on every letter.
    (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - slots.trailing_zeros())) as usize
}
