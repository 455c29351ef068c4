//! Front pages.
