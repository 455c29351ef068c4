//! The engine of hubrank in a page: what goes in is what `hubrank serve` would be sent, what comes out what it would
//! answer.
//!
//! The page asks for [`room`], writes bytes there and calls [`carry`], [`open`], [`view`] or [`ranges`]; each but the
//! first returns the length of its answer, in JSON, that then stands at [`answer`]. No function takes a pointer.

use std::sync::{Mutex, MutexGuard, PoisonError};

use hubrank::draw;
use hubrank::live::{self, Inputs, Library, Most, State};
use hubrank::problem::Problems;
use serde_json::Value;

/// What is kept between calls.
struct Engine {
    room: Vec<u8>,
    answer: Vec<u8>,
    faces: Vec<Vec<u8>>,
    library: Option<Library>,
}

static ENGINE: Mutex<Engine> =
    Mutex::new(Engine { room: Vec::new(), answer: Vec::new(), faces: Vec::new(), library: None });

fn engine() -> MutexGuard<'static, Engine> {
    ENGINE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Which version this is, told by its name: `hubrank report` takes no other.
#[unsafe(export_name = concat!("hubrank-", env!("CARGO_PKG_VERSION")))]
pub extern "C" fn version() {}

/// Room for so many bytes that the page is about to hand over.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    let mut engine = engine();
    engine.room = vec![0; length];
    engine.room.as_mut_ptr()
}

/// Takes a typeface, in the order in which the page has them: words are measured with it.
#[unsafe(no_mangle)]
pub extern "C" fn carry() {
    let mut engine = engine();
    let face = std::mem::take(&mut engine.room);
    engine.faces.push(face);
    if let Ok(all) = <[Vec<u8>; 3]>::try_from(engine.faces.clone()) {
        engine.faces.clear();
        draw::carry(all);
    }
}

/// Reads the data set and its profiles; the answer is what there is to choose from.
#[unsafe(no_mangle)]
pub extern "C" fn open() -> usize {
    let mut engine = engine();
    let answer = match serde_json::from_slice::<Inputs>(&engine.room) {
        Err(error) => live::refused(&error.to_string(), None),
        Ok(inputs) => match inputs.library() {
            Err(problems) => refused(&problems),
            Ok(library) => {
                let sets = live::sets(&library);
                engine.library = Some(library);
                sets
            }
        },
    };
    engine.say(&answer)
}

/// Ranks as a view says.
#[unsafe(no_mangle)]
pub extern "C" fn view() -> usize {
    engine().asked(|state, library| live::ranked(state, library, Most::default()))
}

/// What a view leaves out where its method has to run many times.
#[unsafe(no_mangle)]
pub extern "C" fn ranges() -> usize {
    engine().asked(|state, library| {
        let outcome = live::outcomes(state, library, Most::default())?.swap_remove(0);
        live::ranges(outcome, state)
    })
}

/// Where the last answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    engine().answer.as_ptr()
}

fn refused(problems: &Problems) -> Value {
    live::refused(&live::named(problems), Some(problems))
}

impl Engine {
    fn asked(&mut self, work: impl Fn(&State, &Library) -> Result<Value, Problems>) -> usize {
        let answer = match (serde_json::from_slice(&self.room), &self.library) {
            (Err(error), _) => live::refused(&format!("the request is no view: {error}"), None),
            (_, None) => live::refused("there are no data yet", None),
            (Ok(state), Some(library)) => {
                work(&state, library).unwrap_or_else(|problems| refused(&problems))
            }
        };
        self.say(&answer)
    }

    fn say(&mut self, answer: &Value) -> usize {
        self.answer = answer.to_string().into_bytes();
        self.answer.len()
    }
}
