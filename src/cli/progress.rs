//! How far a long run is: a bar with count, rate and time left, on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};

/// The bar, at the foot of what is said on standard error.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Starts a run of a number of steps.
    pub(super) fn new(steps: usize) -> Self {
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len}, {per_sec}, {eta} left");
        let style = style.expect("the template is well-formed").progress_chars("=> ");
        // Nothing is drawn where standard error is no terminal.
        let bar = ProgressBar::new(u64::try_from(steps).unwrap_or(u64::MAX));
        Self { bar: bar.with_style(style) }
    }

    /// Says how many steps are done.
    pub(super) fn count(&self, steps: usize) {
        self.bar.set_position(u64::try_from(steps).unwrap_or(u64::MAX));
    }

    /// Says something above the bar.
    pub(super) fn aside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
