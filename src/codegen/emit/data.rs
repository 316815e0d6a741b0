//! The tables: one static for each field, and the constant that names them all.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::lookup::{Index, Names};
use super::super::table::{Cause, Code, NumberRange, Pattern, Sense, Table};
use super::tokens::{count, ident, integer, option};

/// The tables: one static for each field.
pub(super) fn data(table: &Table) -> TokenStream {
    let name = &table.name;
    let codes = &table.codes;
    let count = count(codes.len());
    let variants = codes.iter().map(|code| &code.variant);
    let names = codes.iter().map(|code| code.variant.to_string());
    let summaries = codes.iter().map(|code| &code.summary);
    let categories = codes.iter().map(|code| &code.category);
    let areas = codes.iter().map(|code| &code.area);
    let outcomes = codes.iter().map(|code| &code.outcome);
    let retries = codes.iter().map(|code| &code.retry);

    let (row_statics, rows) = rows(codes);
    let (lookup_statics, lookup) = lookup(codes);
    let (sdk_statics, sdk_names) =
        lists("SDK_NAMES", &quote!(&str), codes, |code| all_sdk(code).map(|sdk| quote!(#sdk)).collect());
    let (shared_statics, shared_sdk_names) = lists("SHARED_SDK_NAMES", &quote!(&str), codes, |code| {
        code.shared_sdk.iter().map(|sdk| quote!(#sdk)).collect()
    });
    let (see_statics, see_also) = lists("SEE_ALSO", &quote!(i32), codes, |code| {
        code.see_also.iter().map(|other| quote!(#name::#other as i32)).collect()
    });
    let (source_statics, sources) = lists("SOURCES", &quote!(Source), codes, |code| {
        code.sources.iter().map(|source| quote!(Source::#source)).collect()
    });
    let (deprecation_statics, deprecations) =
        lists("DEPRECATIONS", &quote!(::commsease_status::Deprecation), codes, |code| deprecation(name, code));
    let (sense_statics, senses) = lists("SENSES", &quote!(::commsease_status::Sense<#name>), codes, |code| {
        code.senses.iter().map(sense).collect()
    });
    let (cause_statics, causes) = lists("CAUSES", &quote!(::commsease_status::Cause<#name>), codes, |code| {
        code.causes.iter().map(cause).collect()
    });
    let (pattern_statics, patterns) = lists("PATTERNS", &quote!(::commsease_status::table::Pattern), codes, |code| {
        code.patterns.iter().map(pattern).collect()
    });
    let ranges = ranges(name, &table.ranges);

    quote! {
        #[doc = " By itself, so that a program which asks for names does not carry the whole table."]
        const ROWS: ::commsease_status::table::Index = #rows;

        const TABLE: ::commsease_status::table::Table<#name> = ::commsease_status::table::Table {
            rows: ROWS,
            lookup: #lookup,
            variants: &VARIANTS,
            names: &NAMES,
            summaries: &SUMMARIES,
            categories: &CATEGORIES,
            areas: &AREAS,
            outcomes: &OUTCOMES,
            retries: &RETRIES,
            sdk_names: #sdk_names,
            shared_sdk_names: #shared_sdk_names,
            see_also: #see_also,
            sources: #sources,
            deprecations: #deprecations,
            senses: #senses,
            causes: #causes,
            patterns: #patterns,
            ranges: &RANGES,
        };

        #row_statics

        static VARIANTS: [#name; #count] = [#(#name::#variants),*];

        static NAMES: [&str; #count] = [#(#names),*];

        static SUMMARIES: [&str; #count] = [#(#summaries),*];

        static CATEGORIES: [Category; #count] = [#(Category::#categories),*];

        static AREAS: [Area; #count] = [#(Area::#areas),*];

        static OUTCOMES: [::commsease_status::Outcome; #count] = [#(::commsease_status::Outcome::#outcomes),*];

        static RETRIES: [::commsease_status::Retry; #count] = [#(::commsease_status::Retry::#retries),*];

        #sdk_statics
        #shared_statics
        #see_statics
        #source_statics
        #deprecation_statics
        #sense_statics
        #cause_statics
        #pattern_statics
        #ranges
        #lookup_statics
    }
}

/// Every identifier that leads to a code.
pub(super) fn all_sdk(code: &Code) -> impl Iterator<Item = &String> {
    code.sdk.iter().chain(code.senses.iter().flat_map(|sense| &sense.sdk))
}

fn rows(codes: &[Code]) -> (TokenStream, TokenStream) {
    let numbers: Vec<i32> = codes.iter().map(|code| code.number).collect();
    let Index { base, page_bits, blocks, pages, cells } = Index::new(&numbers);
    let base = integer(i64::from(base));
    let page_bits = integer(i64::from(page_bits));
    let (page_statics, pages) = integers("PAGES", &pages);
    let (cell_statics, cells) = integers("CELLS", &cells);
    let (block_statics, blocks) = match blocks {
        None => (quote!(), option(None)),
        Some((bits, blocks)) => {
            let bits = integer(i64::from(bits));
            let (statics, blocks) = integers("BLOCKS", &blocks);
            (statics, option(Some(quote!((#bits, #blocks)))))
        }
    };
    let statics = quote!(#block_statics #page_statics #cell_statics);
    let index = quote! {
        ::commsease_status::table::Index {
            base: #base,
            page_bits: #page_bits,
            blocks: #blocks,
            pages: #pages,
            cells: #cells,
        }
    };
    (statics, index)
}

fn lookup(codes: &[Code]) -> (TokenStream, TokenStream) {
    let names: Vec<String> = codes.iter().map(|code| code.variant.to_string()).collect();
    let mut keys = Vec::new();
    for ((row, code), name) in (0..).zip(codes).zip(&names) {
        keys.push((name.as_str(), row));
        keys.extend(all_sdk(code).filter(|sdk| *sdk != name).map(|sdk| (sdk.as_str(), row)));
    }
    let Names { seed_bits, seeds, bits, places } = Names::new(&keys);
    let (seed_bits, bits) = (integer(i64::from(seed_bits)), integer(i64::from(bits)));
    let (seed_statics, seeds) = integers("SEEDS", &seeds);
    let rows: Vec<u32> = places.iter().map(|place| place.map_or(0, |(_, row)| row)).collect();
    let (row_statics, rows) = integers("KEY_ROWS", &rows);
    let count = count(places.len());
    let keys = places.iter().map(|place| place.map_or("", |(name, _)| name));
    let statics = quote! {
        #seed_statics
        static KEYS: [&str; #count] = [#(#keys),*];
        #row_statics
    };
    let names = quote! {
        ::commsease_status::table::Names {
            seed_bits: #seed_bits,
            seeds: #seeds,
            bits: #bits,
            keys: &KEYS,
            rows: #rows,
        }
    };
    (statics, names)
}

fn cause(cause: &Cause) -> TokenStream {
    let Cause { id, when, fix, fixer, retry, area, texts, samples, sources } = cause;
    quote! {
        ::commsease_status::Cause {
            id: #id,
            when: #when,
            fix: #fix,
            fixer: ::commsease_status::Fixer::#fixer,
            retry: ::commsease_status::Retry::#retry,
            area: Area::#area,
            texts: &[#(#texts),*],
            samples: &[#(#samples),*],
            sources: &[#(Source::#sources),*],
        }
    }
}

fn sense(sense: &Sense) -> TokenStream {
    let Sense { platform, summary, category, outcome, retry, sdk, sources } = sense;
    quote! {
        ::commsease_status::Sense {
            platform: Platform::#platform,
            summary: #summary,
            category: Category::#category,
            outcome: ::commsease_status::Outcome::#outcome,
            retry: ::commsease_status::Retry::#retry,
            sdk_names: &[#(#sdk),*],
            sources: &[#(Source::#sources),*],
        }
    }
}

fn deprecation(name: &Ident, code: &Code) -> Vec<TokenStream> {
    let deprecation = code.deprecated.as_ref().map(|deprecated| {
        let (since, note) = (&deprecated.since, &deprecated.note);
        let replaced_by = option(deprecated.replaced_by.as_ref().map(|other| quote!(#name::#other as i32)));
        quote!(::commsease_status::Deprecation { since: #since, note: #note, replaced_by: #replaced_by })
    });
    deprecation.into_iter().collect()
}

fn pattern(pattern: &Pattern) -> TokenStream {
    let text = &pattern.text;
    let cause = count(pattern.cause);
    quote!(::commsease_status::table::Pattern::new(#text, #cause))
}

fn ranges(name: &Ident, ranges: &[NumberRange]) -> TokenStream {
    let count = count(ranges.len());
    let entries = ranges.iter().map(|range| {
        let NumberRange { from, to, ending, name, summary, .. } = range;
        let (from, to) = (integer(i64::from(*from)), integer(i64::from(*to)));
        let ending = option(ending.as_ref().map(|ending| quote!(#ending)));
        let category = option(range.category.as_ref().map(|word| quote!(Category::#word)));
        let outcome = option(range.outcome.as_ref().map(|word| quote!(::commsease_status::Outcome::#word)));
        let retry = option(range.retry.as_ref().map(|word| quote!(::commsease_status::Retry::#word)));
        quote! {
            ::commsease_status::Range {
                from: #from,
                to: #to,
                ending: #ending,
                name: #name,
                summary: #summary,
                category: #category,
                outcome: #outcome,
                retry: #retry,
            }
        }
    });
    quote!(static RANGES: [::commsease_status::Range<#name>; #count] = [#(#entries),*];)
}

/// Two statics that hold a list for each code, and the expression that names them.
fn lists(
    name: &str,
    kind: &TokenStream,
    codes: &[Code],
    list: impl Fn(&Code) -> Vec<TokenStream>,
) -> (TokenStream, TokenStream) {
    let lists: Vec<Vec<TokenStream>> = codes.iter().map(list).collect();
    let mut bounds = vec![0];
    let mut end = 0;
    for list in &lists {
        end += u32::try_from(list.len()).expect("a table is far smaller than 4 GiB");
        bounds.push(end);
    }
    if end == 0 {
        bounds.clear();
    }
    let (bound_statics, bounds) = integers(&format!("{name}_BOUNDS"), &bounds);
    let items = lists.iter().flatten();
    let count = count(end as usize);
    let name = ident(name);
    let statics = quote! {
        static #name: [#kind; #count] = [#(#items),*];
        #bound_statics
    };
    (statics, quote!(::commsease_status::table::Lists { bounds: #bounds, items: &#name }))
}

/// A static with integers of the smallest type, and the expression that names it.
fn integers(name: &str, values: &[u32]) -> (TokenStream, TokenStream) {
    let (kind, variant) = match values.iter().max() {
        Some(256..=0xffff) => ("u16", "U16"),
        Some(0x1_0000..) => ("u32", "U32"),
        _ => ("u8", "U8"),
    };
    let (name, kind, variant) = (ident(name), ident(kind), ident(variant));
    let count = count(values.len());
    let values = values.iter().map(|&value| integer(i64::from(value)));
    (quote!(static #name: [#kind; #count] = [#(#values),*];), quote!(::commsease_status::table::Ints::#variant(&#name)))
}
