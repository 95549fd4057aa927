//! The engine for the browser: compiled instruments in, interviews conducted by JSON.
//!
//! The host writes a message into the room it asked for, calls, and reads the answer where it stands; so no function
//! takes or gives a pointer that is followed here. `bindings/js` is the host.
//!
//! **Invariants:** no `unsafe` block; every message gets an answer; a wrong one changes nothing.

use std::cell::RefCell;
use std::sync::Arc;

use monev::desk::Desk;
use monev::image;
use monev::session::Form;

thread_local! {
    static ENGINE: RefCell<Engine> = const { RefCell::new(Engine { message: Vec::new(), desks: Vec::new() }) };
}

struct Engine {
    /// The message that came, then its answer.
    message: Vec<u8>,
    /// The interviews, by handle; closed ones leave their place empty.
    desks: Vec<Option<Desk>>,
}

/// Room for a message of so many bytes; gives where it is.
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *const u8 {
    ENGINE.with_borrow_mut(|engine| {
        engine.message.clear();
        engine.message.resize(bytes, 0);
        engine.message.as_ptr()
    })
}

/// Takes the message for the image of an instrument and leaves an answer; gives its length in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn open() -> usize {
    ENGINE.with_borrow_mut(|engine| {
        let answer = match image::read(&engine.message) {
            Ok(instrument) => {
                engine.desks.push(Some(Desk::new(Arc::new(Form::new(instrument)))));
                format!("{{\"ok\":true,\"handle\":{}}}", engine.desks.len() - 1)
            }
            Err(error) => refused("image", &error.to_string()),
        };
        engine.leave(answer)
    })
}

/// Takes the message for a request of an interview and leaves the answer; gives its length in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn call() -> usize {
    ENGINE.with_borrow_mut(|engine| {
        let answer = engine.answer();
        engine.leave(answer)
    })
}

/// Where the answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    ENGINE.with_borrow(|engine| engine.message.as_ptr())
}

impl Engine {
    /// The handle stands before the request, on a line of its own.
    fn answer(&mut self) -> String {
        let Ok(message) = std::str::from_utf8(&self.message) else {
            return refused("message", "not UTF-8");
        };
        let (handle, request) = message.split_once('\n').unwrap_or((message, ""));
        let place = handle.parse().ok().and_then(|handle: usize| self.desks.get_mut(handle));
        let Some(place) = place else {
            return refused("handle", "no such interview");
        };
        match place {
            Some(_) if request.is_empty() => {
                *place = None;
                "{\"ok\":true}".to_owned()
            }
            Some(desk) => desk.handle(request),
            None => refused("handle", "the interview is closed"),
        }
    }

    fn leave(&mut self, answer: String) -> usize {
        self.message = answer.into_bytes();
        self.message.len()
    }
}

/// A refusal for the host's own mistakes; its text has nothing to escape.
fn refused(code: &str, text: &str) -> String {
    format!(
        "{{\"ok\":false,\"error\":{{\"code\":\"{code}\",\"message\":{{\"id\":\"{text}\",\"en\":\"{text}\"}}}}}}"
    )
}
