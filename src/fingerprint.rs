//! By what contents are known again.

/// Returns the hash by which files are known: 64 hex digits of BLAKE3.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Returns the first 16 hex digits of the hash, enough to tell that something has changed.
pub fn fingerprint(bytes: &[u8]) -> String {
    hash(bytes)[..16].to_owned()
}
