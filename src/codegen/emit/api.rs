//! The inherent methods of the generated enum: those of the trait, where they can be `const`, each with an example of
//! the table's own data.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::prose::doc;
use super::super::table::{Code, Table};
use super::data::all_sdk;
use super::tokens::digits;
use super::variants::in_row;

pub(super) fn api(table: &Table) -> TokenStream {
    let name = &table.name;
    let example = Example::new(table);
    let identity = identity(&example, &in_row(table));
    let values = values(&example);
    let lists = lists(&example);
    quote! {
        #[allow(clippy::doc_markdown, clippy::must_use_candidate, reason = "the examples are data, and a getter says enough")]
        impl #name {
            #identity
            #values
            #lists
        }
    }
}

/// From number and name to the variant, and back.
fn identity(example: &Example<'_>, in_row: &TokenStream) -> TokenStream {
    let Example { name, sample, .. } = example;
    let (variant, number) = (&sample.variant, digits(sample.number));
    let own_name = variant.to_string();
    let summary = &sample.summary;
    let all = example.doc(
        "All codes, in the order of their numbers.",
        &format!("assert!({name}::ALL.contains(&{name}::{variant}));"),
    );
    let from_code = example.doc(
        "The code with a number, if the table has it.",
        &format!("assert_eq!({name}::from_code({number}), Some({name}::{variant}));"),
    );
    let from_name = example.doc(
        "The code with a name or an SDK identifier, if the table has it.",
        &format!("assert_eq!({name}::from_name({own_name:?}), Some({name}::{variant}));"),
    );
    let code = example.doc(
        "The number of the code.",
        &format!("assert_eq!({name}::{variant}.code(), {number});"),
    );
    let name_doc = example.doc(
        "The name of the variant.",
        &format!("assert_eq!({name}::{variant}.name(), {own_name:?});"),
    );
    let summary = example.doc(
        "What the code means, in one sentence.",
        &format!("assert_eq!({name}::{variant}.summary(), {summary:?});"),
    );
    quote! {
        #all
        pub const ALL: ::commsease_status::All<Self> = ::commsease_status::All::new();

        #from_code
        // Inlined into a loop, its conditional moves would be turned into branches that are guessed wrong.
        #[inline(never)]
        pub const fn from_code(code: i32) -> ::core::option::Option<Self> {
            let nearest = variant(ROWS.row(code));
            ::commsease_status::table::only_if(nearest as i32 == code, nearest)
        }

        #from_name
        pub const fn from_name(name: &str) -> ::core::option::Option<Self> {
            match LOOKUP.row(name) {
                ::core::option::Option::Some(row) => #in_row,
                ::core::option::Option::None => ::core::option::Option::None,
            }
        }

        #code
        #[inline]
        pub const fn code(self) -> i32 {
            self as i32
        }

        #name_doc
        #[inline]
        pub const fn name(self) -> &'static str {
            ROWS.text(&NAMES, self as i32)
        }

        #summary
        #[inline]
        pub const fn summary(self) -> &'static str {
            ROWS.text(&SUMMARIES, self as i32)
        }
    }
}

/// One value a code.
fn values(example: &Example<'_>) -> TokenStream {
    let Example { name, sample, .. } = example;
    let Code {
        variant,
        category,
        area,
        outcome,
        retry,
        ..
    } = sample;
    let assert = |method: &str, value: &str, word: &Ident| {
        format!("assert_eq!({name}::{variant}.{method}(), {value}::{word});")
    };
    let category = example.with(
        "Category",
        "The kind of reason.",
        &assert("category", "Category", category),
    );
    let area = example.with(
        "Area",
        "The part of the service that the code comes from.",
        &assert("area", "Area", area),
    );
    let outcome = example.with_library(
        "Outcome",
        "How a request ended that was answered with the code.",
        &assert("outcome", "Outcome", outcome),
    );
    let retry = example.with_library(
        "Retry",
        "Whether the same request makes sense again, as far as the number alone tells.",
        &assert("retry", "Retry", retry),
    );
    quote! {
        #category
        #[inline]
        pub const fn category(self) -> Category {
            <Self as ::commsease_status::Status>::TABLE.kind_of(self as i32).category
        }

        #area
        #[inline]
        pub const fn area(self) -> Area {
            <Self as ::commsease_status::Status>::TABLE.kind_of(self as i32).area
        }

        #outcome
        #[inline]
        pub const fn outcome(self) -> ::commsease_status::Outcome {
            <Self as ::commsease_status::Status>::TABLE.kind_of(self as i32).outcome
        }

        #retry
        #[inline]
        pub const fn retry(self) -> ::commsease_status::Retry {
            <Self as ::commsease_status::Status>::TABLE.kind_of(self as i32).retry
        }
    }
}

/// Several values a code, or none.
fn lists(example: &Example<'_>) -> TokenStream {
    let Example { name, sample, .. } = example;
    let variant = &sample.variant;
    let count = |method: &str, count: usize| {
        format!("assert_eq!({name}::{variant}.{method}().len(), {count});")
    };
    let causes = example.doc(
        "The documented reasons for the code; empty where none is documented.",
        &count("causes", sample.causes.len()),
    );
    let senses = example.doc(
        "What the code means on platforms that give it another meaning.",
        &count("senses", sample.senses.len()),
    );
    let sense = doc([
        "What the code means on a platform, if that differs: there, or on the wider platform around it.",
    ]);
    let wanted = if sample.deprecated.is_some() {
        "is_some"
    } else {
        "is_none"
    };
    let deprecation = example.doc(
        "Why the code should no longer be used, if so.",
        &format!("assert!({name}::{variant}.deprecation().{wanted}());"),
    );
    let sdk_names = example.doc(
        "The identifiers that SDKs have for the code, those of its senses included.",
        &count("sdk_names", all_sdk(sample).count()),
    );
    let shared_sdk_names = example.doc(
        "Identifiers that an SDK has for the code and that lead to another one by name.",
        &count("shared_sdk_names", sample.shared_sdk.len()),
    );
    let see_also = example.doc(
        "The numbers of codes that say the same elsewhere.",
        &count("see_also", sample.see_also.len()),
    );
    let sources = example.doc(
        "Where the code is documented.",
        &count("sources", sample.sources.len()),
    );
    quote! {
        #causes
        #[inline]
        pub const fn causes(self) -> &'static [::commsease_status::Cause<Self>] {
            <Self as ::commsease_status::Status>::TABLE.causes(self as i32)
        }

        #senses
        #[inline]
        pub const fn senses(self) -> &'static [::commsease_status::Sense<Self>] {
            <Self as ::commsease_status::Status>::TABLE.senses(self as i32)
        }

        #sense
        pub fn sense(self, platform: Platform) -> ::core::option::Option<&'static ::commsease_status::Sense<Self>> {
            ::commsease_status::Status::sense(self, platform)
        }

        #sdk_names
        #[inline]
        pub const fn sdk_names(self) -> &'static [&'static str] {
            <Self as ::commsease_status::Status>::TABLE.sdk_names(self as i32)
        }

        #shared_sdk_names
        #[inline]
        pub const fn shared_sdk_names(self) -> &'static [&'static str] {
            <Self as ::commsease_status::Status>::TABLE.shared_sdk_names(self as i32)
        }

        #see_also
        #[inline]
        pub const fn see_also(self) -> &'static [i32] {
            <Self as ::commsease_status::Status>::TABLE.see_also(self as i32)
        }

        #sources
        #[inline]
        pub const fn sources(self) -> &'static [Source] {
            <Self as ::commsease_status::Status>::TABLE.sources(self as i32)
        }

        #deprecation
        pub fn deprecation(self) -> ::core::option::Option<&'static ::commsease_status::Deprecation> {
            ::commsease_status::Status::deprecation(self)
        }
    }
}

/// Writes documentation with an example, where the table says by which path its users find the enum.
struct Example<'t> {
    name: &'t Ident,
    path: Option<&'t str>,
    /// The code that the examples are about.
    sample: &'t Code,
}

impl<'t> Example<'t> {
    fn new(table: &'t Table) -> Self {
        // The code with the most causes is the one that people ask about.
        let sample = table
            .codes
            .iter()
            .rev()
            .max_by_key(|code| code.causes.len())
            .unwrap_or(&table.codes[0]);
        Self {
            name: &table.name,
            path: table.path.as_deref(),
            sample,
        }
    }

    fn doc(&self, what: &str, example: &str) -> TokenStream {
        self.lines(what, &[format!("{}", self.name)], example)
    }

    /// An example that uses another generated type.
    fn with(&self, other: &str, what: &str, example: &str) -> TokenStream {
        self.lines(what, &[format!("{{{other}, {}}}", self.name)], example)
    }

    /// An example that uses another type of the library.
    fn with_library(&self, other: &str, what: &str, example: &str) -> TokenStream {
        self.lines(
            what,
            &[self.name.to_string(), format!("commsease_status::{other}")],
            example,
        )
    }

    fn lines(&self, what: &str, imports: &[String], example: &str) -> TokenStream {
        let mut lines = vec![String::from(what)];
        if let Some(path) = self.path {
            lines.extend([String::new(), String::from("```")]);
            lines.push(format!("use {path}::{};", imports[0]));
            lines.extend(
                imports
                    .iter()
                    .skip(1)
                    .map(|import| format!("use {import};")),
            );
            lines.extend([String::new(), String::from(example), String::from("```")]);
        }
        doc(lines)
    }
}
