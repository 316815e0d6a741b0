//! Times contenders against each other: in turns, so that a disturbance affects all of them, and by
//! their best turn, because disturbances only ever add time.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Work that is done once for each of several inputs.
pub(crate) struct Contender<'c> {
    pub(crate) name: &'static str,
    inputs: usize,
    pass: Box<dyn Fn() + 'c>,
    best: Duration,
    spent: Duration,
}

impl<'c> Contender<'c> {
    pub(crate) fn new<I: Copy, O>(
        name: &'static str,
        inputs: &'c [I],
        work: impl Fn(I) -> O + 'c,
    ) -> Self {
        let pass = move || {
            for &input in inputs {
                black_box(work(input));
            }
        };
        Self {
            name,
            inputs: inputs.len(),
            pass: Box::new(pass),
            best: Duration::MAX,
            spent: Duration::ZERO,
        }
    }

    /// Returns the nanoseconds for one input in the best turn.
    #[allow(
        clippy::cast_precision_loss,
        reason = "a time of the order of milliseconds, and thousands of inputs"
    )]
    pub(crate) fn nanoseconds(&self) -> f64 {
        self.best.as_nanos() as f64 / self.inputs as f64
    }
}

/// A slow contender has few turns: a short disturbance changes its time little.
const PATIENCE: Duration = Duration::from_secs(3);

/// Gives every contender this number of turns.
pub(crate) fn race(contenders: &mut [Contender<'_>], turns: usize) {
    for _ in 0..turns {
        for contender in contenders
            .iter_mut()
            .filter(|contender| contender.spent < PATIENCE)
        {
            let start = Instant::now();
            (contender.pass)();
            let elapsed = start.elapsed();
            contender.spent += elapsed;
            contender.best = contender.best.min(elapsed);
        }
    }
}
