//! In place of the crate `web-sys`, whose bindings to everything in a browser would make the engine twice as large.
//!
//! plotters would have the page measure its words; hubrank measures them itself, with its own typefaces, so none of
//! this is ever called: there is no window.

use wasm_bindgen::JsCast;

/// A window.
pub struct Window;
/// A page.
pub struct Document;
/// A part of a page.
#[derive(Debug)]
pub struct Node;
/// An element.
pub struct Element;
/// An element that is shown.
pub struct HtmlElement;

/// None.
pub fn window() -> Option<Window> {
    None
}

impl Window {
    /// None.
    pub fn document(&self) -> Option<Document> {
        None
    }
}

impl Document {
    /// None.
    pub fn body(&self) -> Option<HtmlElement> {
        None
    }

    /// One without a name.
    pub fn create_element(&self, _: &str) -> Result<Element, ()> {
        Ok(Element)
    }
}

impl Element {
    /// Does nothing.
    pub fn set_text_content(&self, _: Option<&str>) {}

    /// Does nothing.
    pub fn set_attribute(&self, _: &str, _: &str) -> Result<(), ()> {
        Ok(())
    }
}

impl From<Element> for Node {
    fn from(_: Element) -> Self {
        Self
    }
}

impl JsCast for Node {}

impl HtmlElement {
    /// Does nothing.
    pub fn append_with_node_1(&self, _: &Node) -> Result<(), ()> {
        Ok(())
    }

    /// No height.
    pub fn offset_height(&self) -> i32 {
        0
    }

    /// No width.
    pub fn offset_width(&self) -> i32 {
        0
    }

    /// Does nothing.
    pub fn remove(&self) {}
}
