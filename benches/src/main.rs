//! Measures the library and its generator against their peers: see `docs/benchmarks.md`.

mod clock;
mod lookup;
mod report;
mod synthetic;
mod tables;

fn main() {
    println!("{}", lookup::run(50));
}
