//! Points that raise two issues.
