//! Pictures as SVG.

use std::ops::Range;

use plotters::coord::Shift;
use plotters::prelude::*;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn std::error::Error>>;

/// A bar chart.
pub(crate) struct Bars {
    pub(crate) title: String,
    pub(crate) bars: Vec<Bar>,
}

pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) value: f64,
    pub(crate) is_ours: bool,
}

/// A line of a line chart.
pub(crate) struct Line {
    pub(crate) label: String,
    pub(crate) points: Vec<(f64, f64)>,
    pub(crate) is_ours: bool,
}

const OURS: RGBColor = RGBColor(0xd9, 0x48, 0x01);
const PEERS: [RGBColor; 4] = [
    RGBColor(0x21, 0x66, 0xac),
    RGBColor(0x4d, 0x92, 0x21),
    RGBColor(0x76, 0x2a, 0x83),
    RGBColor(0x55, 0x55, 0x55),
];

const WIDTH: u32 = 860;
const TITLE_HEIGHT: u32 = 36;
const BAR_HEIGHT: u32 = 22;
const LABEL_WIDTH: i32 = 270;
const FONT: &str = "sans-serif";

/// Draws bar charts, one below the other. Each has a scale of its own.
pub(crate) fn bars(title: &str, unit: &str, charts: &[Bars]) -> String {
    let heights: Vec<u32> = charts.iter().map(bars_height).collect();
    let height = heights.iter().sum();
    picture(title, height, |area| {
        let mut rest = area.clone();
        for (chart, height) in charts.iter().zip(heights) {
            let (part, below) = rest.split_vertically(height);
            draw_bars(&part, chart, unit)?;
            rest = below;
        }
        Ok(())
    })
}

fn bars_height(chart: &Bars) -> u32 {
    let count = u32::try_from(chart.bars.len()).unwrap_or(u32::MAX);
    TITLE_HEIGHT + count * BAR_HEIGHT
}

fn draw_bars(area: &Area<'_>, chart: &Bars, unit: &str) -> Drawn {
    text(area, &chart.title, (10, 12), 16)?;
    let longest = chart.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let width = f64::from(WIDTH.cast_signed() - LABEL_WIDTH - 90);
    for (index, bar) in (0..).zip(&chart.bars) {
        let top = (TITLE_HEIGHT + index * BAR_HEIGHT).cast_signed();
        #[allow(clippy::cast_possible_truncation, reason = "pixels")]
        let end = LABEL_WIDTH + (bar.value / longest * width) as i32;
        let color = if bar.is_ours { OURS } else { PEERS[0] };
        let corners = [(LABEL_WIDTH, top), (end.max(LABEL_WIDTH + 1), top + 16)];
        area.draw(&Rectangle::new(corners, color.filled()))?;
        text(area, &bar.label, (24, top + 1), 13)?;
        let value = format!("{} {unit}", crate::report::significant(bar.value));
        text(area, &value, (end + 6, top + 1), 13)?;
    }
    Ok(())
}

fn text(area: &Area<'_>, text: &str, at: (i32, i32), size: i32) -> Drawn {
    area.draw(&Text::new(text, at, (FONT, size).into_font()))?;
    Ok(())
}

/// Draws lines over logarithmic axes.
pub(crate) fn lines(title: &str, x_axis: &str, y_axis: &str, lines: &[Line]) -> String {
    picture(title, 520, |area| {
        let points = || lines.iter().flat_map(|line| &line.points);
        let mut chart = ChartBuilder::on(area)
            .margin(12)
            .x_label_area_size(44)
            .y_label_area_size(64)
            .build_cartesian_2d(
                around(points().map(|point| point.0)).log_scale(),
                around(points().map(|point| point.1)).log_scale(),
            )?;
        chart
            .configure_mesh()
            .x_desc(x_axis)
            .y_desc(y_axis)
            .x_label_formatter(&|codes| codes.to_string())
            .y_label_formatter(&|seconds| seconds.to_string())
            .label_style((FONT, 13))
            .light_line_style(WHITE)
            .draw()?;
        let mut colors = PEERS.into_iter().cycle();
        for line in lines {
            let color = if line.is_ours {
                OURS
            } else {
                colors.next().unwrap_or(BLACK)
            };
            let style = color.stroke_width(2);
            let series = LineSeries::new(line.points.iter().copied(), style);
            let legend = move |(x, y)| PathElement::new([(x, y), (x + 20, y)], style);
            chart.draw_series(series)?.label(&line.label).legend(legend);
            let dots = line
                .points
                .iter()
                .map(|at| Circle::new(*at, 3, color.filled()));
            chart.draw_series(dots)?;
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::UpperLeft)
            .label_font((FONT, 13))
            .background_style(WHITE)
            .border_style(BLACK.mix(0.3))
            .draw()?;
        Ok(())
    })
}

/// Returns the range of the values, with some space at both ends of a logarithmic axis.
fn around(values: impl Iterator<Item = f64> + Clone) -> Range<f64> {
    let least = values.clone().fold(f64::INFINITY, f64::min);
    let greatest = values.fold(0.0, f64::max);
    least / 1.3..greatest * 1.3
}

/// Draws a picture on a white background, because the page can have a dark one.
fn picture(title: &str, height: u32, draw: impl FnOnce(&Area<'_>) -> Drawn) -> String {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (WIDTH, height + TITLE_HEIGHT));
        let area = area.into_drawing_area();
        let drawn = || -> Drawn {
            area.fill(&WHITE)?;
            text(&area, title, (10, 10), 18)?;
            let (_, below) = area.split_vertically(TITLE_HEIGHT);
            draw(&below)?;
            area.present()?;
            Ok(())
        };
        drawn().expect("drawing into a string does not fail");
    }
    svg
}
