//! In place of the crate `wasm-bindgen`: see `web-sys` beside it.

/// What one thing of a page may turn out to be.
pub trait JsCast: Sized {
    /// Nothing ever is.
    fn dyn_into<T>(self) -> Result<T, Self> {
        Err(self)
    }
}
