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

/// Hash of a key: the low half picks the slot, the high half is the slot's tag.
#[inline]
pub(crate) const fn of(key: u128) -> u32 {
    let low = (key as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let high = ((key >> 64) as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    (mixed >> 32) as u32
}

/// The tag of a hash, never nought for a used slot together with its id.
#[inline]
pub(crate) const fn tag(hash: u32) -> u32 {
    hash & 0xFFFF_0000
}
