//! Times contenders against each other: in turns, so that whatever disturbs the machine disturbs all of them, and by
//! their best turn, as what disturbs only ever adds.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Something that is done once for each of some inputs.
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

    /// Nanoseconds for one input, in the best turn.
    #[allow(
        clippy::cast_precision_loss,
        reason = "a time of the order of milliseconds, and thousands of inputs"
    )]
    pub(crate) fn nanoseconds(&self) -> f64 {
        self.best.as_nanos() as f64 / self.inputs as f64
    }
}

/// A contender that is so slow has few turns: what disturbs it for a moment is little beside what it takes.
const PATIENCE: Duration = Duration::from_secs(3);

/// Lets every contender have so many turns.
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
