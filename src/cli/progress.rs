//! How far a long run is, on standard error, where a person watches.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Nobody wonders whether a run is stuck before this.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar that comes up if it takes long.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    /// Whether it may come up and has not yet.
    waits: bool,
}

impl Progress {
    /// Nothing is drawn yet; and never if nobody watches.
    pub(super) fn new(files: usize, is_watched: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} files, {eta} left") {
            bar.set_style(style);
        }
        Self { bar, started: Instant::now(), waits: is_watched }
    }

    /// One more file is done; from any thread.
    pub(super) fn advance(&self) {
        self.bar.inc(1);
    }

    /// Makes way for what is written in between.
    pub(super) fn make_way<T>(&mut self, write: impl FnOnce() -> T) -> T {
        if self.waits && self.started.elapsed() > PATIENCE {
            self.waits = false;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.suspend(write)
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
