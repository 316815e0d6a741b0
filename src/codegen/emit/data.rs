//! The tables: one static for each field, and the constant that names them all.

use std::collections::HashMap;
use std::hash::Hash;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::super::lookup::{Index, Patterns, PerfectHash};
use super::super::table::{Cause, Code, NumberRange, Sense, Table};
use super::tokens::{count, ident, integer, option};
use crate::hash::hash;

/// What a table becomes besides its types.
pub(super) struct Data {
    /// From a number to its row: a constant of its own, so that a program which asks for names does not carry the rest.
    pub(super) rows: TokenStream,
    /// From a name to its row: a constant of its own, for the same reason.
    pub(super) lookup: TokenStream,
    /// The value of the trait's constant.
    pub(super) table: TokenStream,
    /// What both refer to.
    pub(super) statics: TokenStream,
}

pub(super) fn data(table: &Table) -> Data {
    let name = &table.name;
    let codes = &table.codes;
    let mut texts = Shared::default();
    let mut sources = Shared::default();

    let variants = codes.iter().map(|code| &code.variant);
    let names = codes.iter().map(|code| code.variant.to_string());
    let summaries = codes.iter().map(|code| &code.summary);
    let number_of_codes = count(codes.len());
    let (row_statics, rows) = rows(codes);
    let (kind_statics, kind_of_row) = kinds(name, codes, &mut sources);
    let (sdk_statics, sdk_names) = lists("SDK_NAMES", &quote!(&str), codes, |code| all_sdk(code).collect());
    let (name_statics, lookup) = lookup(codes);
    let (shared_statics, shared_sdk_names) =
        lists("SHARED_SDK_NAMES", &quote!(&str), codes, |code| code.shared_sdk.iter().collect());
    let (see_statics, see_also) = lists("SEE_ALSO", &quote!(i32), codes, |code| {
        code.see_also.iter().map(|other| quote!(#name::#other as i32)).collect()
    });
    let (deprecation_statics, deprecations) =
        lists("DEPRECATIONS", &quote!(::commsease_status::Deprecation), codes, |code| deprecation(name, code));
    let (sense_statics, senses) = senses(name, codes, &mut sources);
    let (cause_statics, causes) = lists("CAUSES", &quote!(::commsease_status::Cause<#name>), codes, |code| {
        code.causes.iter().map(|it| cause(it, &mut texts, &mut sources)).collect()
    });
    let (pattern_statics, patterns, by_text) = patterns(codes);
    let ranges = ranges(name, &table.ranges);
    let texts = texts.emit("TEXTS", &quote!(&str), |text| quote!(#text));
    let sources = sources.emit("SOURCES", &quote!(Source), |source| quote!(Source::#source));

    let table = quote! {
        ::commsease_status::table::Table {
            rows: ROWS,
            names: &NAMES,
            summaries: &SUMMARIES,
            kinds: &KINDS,
            kind_of_row: #kind_of_row,
            sdk_names: #sdk_names,
            shared_sdk_names: #shared_sdk_names,
            see_also: #see_also,
            deprecations: #deprecations,
            senses: #senses,
            causes: #causes,
            patterns: #patterns,
            by_text: #by_text,
            texts: &TEXTS,
            sources: &SOURCES,
            ranges: &RANGES,
        }
    };
    let statics = quote! {
        #row_statics

        static VARIANTS: [#name; #number_of_codes] = [#(#name::#variants),*];

        static NAMES: [&str; #number_of_codes] = [#(#names),*];

        static SUMMARIES: [&str; #number_of_codes] = [#(#summaries),*];

        #kind_statics
        #sdk_statics
        #name_statics
        #shared_statics
        #see_statics
        #deprecation_statics
        #sense_statics
        #cause_statics
        #pattern_statics
        #texts
        #sources
        #ranges
    };
    Data { rows, lookup, table, statics }
}

/// One list in which many entries have a part. Parts that are alike are stored once.
struct Shared<T> {
    items: Vec<T>,
    parts: HashMap<Vec<T>, (usize, usize)>,
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self { items: Vec::new(), parts: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Shared<T> {
    /// Where a list begins and ends.
    fn part(&mut self, list: &[T]) -> TokenStream {
        let from = self.items.len();
        let known = self.parts.get(list).copied();
        let part = known.unwrap_or_else(|| {
            self.items.extend_from_slice(list);
            self.parts.insert(list.to_vec(), (from, self.items.len()));
            (from, self.items.len())
        });
        place(part)
    }

    fn emit(&self, name: &str, kind: &TokenStream, item: impl Fn(&T) -> TokenStream) -> TokenStream {
        let (name, count) = (ident(name), count(self.items.len()));
        let items = self.items.iter().map(item);
        quote!(static #name: [#kind; #count] = [#(#items),*];)
    }
}

fn place((from, to): (usize, usize)) -> TokenStream {
    let (from, to) = (count(from), count(to));
    quote!((#from, #to))
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

/// What codes have in common, and which of it each code has.
fn kinds(name: &Ident, codes: &[Code], sources: &mut Shared<Ident>) -> (TokenStream, TokenStream) {
    let mut known = HashMap::new();
    let mut kinds = Vec::new();
    let mut kind_of_row = Vec::new();
    for code in codes {
        let Code { category, area, outcome, retry, sources: documents, .. } = code;
        let next = kinds.len();
        let kind = *known.entry((category, area, outcome, retry, documents)).or_insert(next);
        if kind == next {
            let documents = sources.part(documents);
            kinds.push(quote! {
                ::commsease_status::table::Kind {
                    category: Category::#category,
                    area: Area::#area,
                    outcome: ::commsease_status::Outcome::#outcome,
                    retry: ::commsease_status::Retry::#retry,
                    sources: #documents,
                }
            });
        }
        kind_of_row.push(small(kind));
    }
    let count = count(kinds.len());
    let (row_statics, kind_of_row) = integers("KIND_OF_ROW", &kind_of_row);
    let statics = quote! {
        static KINDS: [::commsease_status::table::Kind<#name>; #count] = [#(#kinds),*];
        #row_statics
    };
    (statics, kind_of_row)
}

/// From a name or an SDK identifier to its row.
fn lookup(codes: &[Code]) -> (TokenStream, TokenStream) {
    let names: Vec<String> = codes.iter().map(|code| code.variant.to_string()).collect();
    let mut keys: Vec<(u64, u32)> = names.iter().map(|name| hash(name.as_bytes())).zip(0..).collect();
    let mut sdk_rows = Vec::new();
    for ((row, code), name) in (0..).zip(codes).zip(&names) {
        for sdk in all_sdk(code) {
            let place = small(names.len() + sdk_rows.len());
            sdk_rows.push(row);
            // An identifier that is spelt like the name of its code is found as that.
            if sdk != name {
                keys.push((hash(sdk.as_bytes()), place));
            }
        }
    }
    let (hash_statics, places) = perfect_hash("NAME", &PerfectHash::new(&keys, small(names.len() + sdk_rows.len())));
    let (row_statics, sdk_rows) = integers("SDK_ROWS", &sdk_rows);
    let lookup = quote! {
        ::commsease_status::table::Names {
            names: &NAMES,
            sdk_names: &SDK_NAMES,
            sdk_rows: #sdk_rows,
            places: #places,
        }
    };
    (quote!(#row_statics #hash_statics), lookup)
}

/// The patterns, and the hash that finds those without holes.
fn patterns(codes: &[Code]) -> (TokenStream, TokenStream, TokenStream) {
    let found = Patterns::new(codes);
    let lists = found.rows.iter().map(|row| {
        row.iter().map(|&(pattern, is_hashed)| {
            let (text, cause) = (&pattern.text, count(pattern.cause));
            let (head, tail) = pattern.ends();
            let (head, tail) = (count(head), count(tail));
            quote!(::commsease_status::table::Pattern { text: #text, cause: #cause, head: #head, tail: #tail, is_hashed: #is_hashed })
        }).collect()
    }).collect::<Vec<Vec<_>>>();
    let (statics, patterns) = flat("PATTERNS", &quote!(::commsease_status::table::Pattern), &lists);
    let (hash_statics, by_text) = perfect_hash("TEXT", &found.hash);
    (quote!(#statics #hash_statics), patterns, by_text)
}

fn perfect_hash(name: &str, PerfectHash { seeds, cells }: &PerfectHash) -> (TokenStream, TokenStream) {
    let (seed_statics, seeds) = integers(&format!("{name}_SEEDS"), seeds);
    let (cell_statics, cells) = integers(&format!("{name}_CELLS"), cells);
    let hash = quote!(::commsease_status::table::PerfectHash { seeds: #seeds, cells: #cells });
    (quote!(#seed_statics #cell_statics), hash)
}

fn cause(cause: &Cause, shared_texts: &mut Shared<String>, shared_sources: &mut Shared<Ident>) -> TokenStream {
    let Cause { id, when, fix, fixer, retry, area, texts, samples, sources } = cause;
    let (texts, samples) = (shared_texts.part(texts), shared_texts.part(samples));
    let sources = shared_sources.part(sources);
    quote! {
        ::commsease_status::Cause {
            id: #id,
            when: #when,
            fix: #fix,
            fixer: ::commsease_status::Fixer::#fixer,
            retry: ::commsease_status::Retry::#retry,
            area: Area::#area,
            texts: #texts,
            samples: #samples,
            sources: #sources,
        }
    }
}

fn senses(name: &Ident, codes: &[Code], shared_sources: &mut Shared<Ident>) -> (TokenStream, TokenStream) {
    let mut sdk_end = 0;
    lists("SENSES", &quote!(::commsease_status::Sense<#name>), codes, |code| {
        sdk_end += code.sdk.len();
        let sense = |sense: &Sense| {
            let Sense { platform, summary, category, outcome, retry, sdk, sources } = sense;
            let sdk_names = place((sdk_end, sdk_end + sdk.len()));
            sdk_end += sdk.len();
            let sources = shared_sources.part(sources);
            quote! {
                ::commsease_status::Sense {
                    platform: Platform::#platform,
                    summary: #summary,
                    category: Category::#category,
                    outcome: ::commsease_status::Outcome::#outcome,
                    retry: ::commsease_status::Retry::#retry,
                    sdk_names: #sdk_names,
                    sources: #sources,
                }
            }
        };
        code.senses.iter().map(sense).collect()
    })
}

fn deprecation(name: &Ident, code: &Code) -> Vec<TokenStream> {
    let deprecation = code.deprecated.as_ref().map(|deprecated| {
        let (since, note) = (&deprecated.since, &deprecated.note);
        let replaced_by = option(deprecated.replaced_by.as_ref().map(|other| quote!(#name::#other as i32)));
        quote!(::commsease_status::Deprecation { since: #since, note: #note, replaced_by: #replaced_by })
    });
    deprecation.into_iter().collect()
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
fn lists<'t, T: ToTokens + 't>(
    name: &str,
    kind: &TokenStream,
    codes: &'t [Code],
    list: impl FnMut(&'t Code) -> Vec<T>,
) -> (TokenStream, TokenStream) {
    flat(name, kind, &codes.iter().map(list).collect::<Vec<_>>())
}

fn flat<T: ToTokens>(name: &str, kind: &TokenStream, lists: &[Vec<T>]) -> (TokenStream, TokenStream) {
    let ends = lists.iter().scan(0, |end, list| {
        *end += list.len();
        Some(small(*end))
    });
    let mut bounds: Vec<u32> = std::iter::once(0).chain(ends).collect();
    let items = lists.iter().flatten();
    let count = count(items.clone().count());
    if lists.iter().all(Vec::is_empty) {
        bounds.clear();
    }
    let (bound_statics, bounds) = integers(&format!("{name}_BOUNDS"), &bounds);
    let name = ident(name);
    let statics = quote! {
        static #name: [#kind; #count] = [#(#items),*];
        #bound_statics
    };
    (statics, quote!(::commsease_status::table::Lists { bounds: #bounds, items: &#name }))
}

fn small(count: usize) -> u32 {
    u32::try_from(count).expect("a table is far smaller than 4 GiB")
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
