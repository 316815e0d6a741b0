//! The tables: one static for each field, and the constant that names them all.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::super::layout::Page;
use super::super::literal::text;
use super::super::lookup::{Index, Patterns, PerfectHash, small};
use super::super::map::Map;
use super::super::table::{Cause, Code, Deprecated, NumberRange, Pattern, Sense, Table};
use super::statics::{Hashed, Integers, Lists, Shared, list, part, word};
use super::tokens::{count, integer, option, unsigned};
use crate::hash::hash;

/// What a table becomes besides its types.
pub(super) struct Data<'t> {
    table: &'t Table,
    /// A constant of its own, so that a program which asks for names does not carry the rest.
    pub(super) rows: Rows,
    /// Another one, for the same reason.
    pub(super) lookup: Lookup,
    kinds: Kinds<'t>,
    sdk_names: Lists,
    shared_sdk_names: Lists,
    see_also: Lists,
    deprecations: Lists,
    senses: Lists,
    causes: Lists,
    patterns: Lists,
    pattern_rows: Vec<Vec<(&'t Pattern, bool)>>,
    by_text: Hashed,
    texts: Shared<'t, String>,
    sources: Shared<'t, Ident>,
}

impl<'t> Data<'t> {
    pub(super) fn new(table: &'t Table) -> Self {
        let codes = &table.codes;
        let kinds = Kinds::new(codes);
        let causes = codes.iter().flat_map(|code| &code.causes);
        let senses = codes.iter().flat_map(|code| &code.senses);
        let of_kinds = kinds.kinds.iter().map(|code| &code.sources);
        let sources = of_kinds
            .chain(causes.clone().map(|cause| &cause.sources))
            .chain(senses.map(|sense| &sense.sources));
        let Patterns {
            rows: pattern_rows,
            hash,
        } = Patterns::new(codes);
        Self {
            table,
            rows: Rows::new(codes),
            lookup: Lookup::new(codes),
            sources: Shared::new("SOURCES", sources),
            texts: Shared::new(
                "TEXTS",
                causes.flat_map(|cause| [&cause.texts, &cause.samples]),
            ),
            kinds,
            sdk_names: Lists::new("SDK_NAMES", codes, |code| all_sdk(code).count()),
            shared_sdk_names: Lists::new("SHARED_SDK_NAMES", codes, |code| code.shared_sdk.len()),
            see_also: Lists::new("SEE_ALSO", codes, |code| code.see_also.len()),
            deprecations: Lists::new("DEPRECATIONS", codes, |code| {
                usize::from(code.deprecated.is_some())
            }),
            senses: Lists::new("SENSES", codes, |code| code.senses.len()),
            causes: Lists::new("CAUSES", codes, |code| code.causes.len()),
            patterns: Lists::new("PATTERNS", codes, |code| code.patterns.len()),
            pattern_rows,
            by_text: Hashed::new("TEXT", hash),
        }
    }

    pub(super) fn statics(&self, page: &mut Page) {
        let Table { name, codes, .. } = self.table;
        self.rows.statics(page);
        list(
            page,
            "NAMES",
            &quote!(&str),
            codes.len(),
            self.lookup.names.iter().map(|name| word(text(name))),
        );
        list(
            page,
            "SUMMARIES",
            &quote!(&str),
            codes.len(),
            codes.iter().map(|code| word(text(&code.summary))),
        );
        self.kinds.statics(name, &self.sources, page);
        self.sdk_names.statics(
            page,
            &quote!(&str),
            codes.iter().flat_map(all_sdk).map(|sdk| word(text(sdk))),
        );
        self.lookup.statics(page);
        let shared = codes
            .iter()
            .flat_map(|code| &code.shared_sdk)
            .map(|sdk| word(text(sdk)));
        self.shared_sdk_names.statics(page, &quote!(&str), shared);
        let others = codes
            .iter()
            .flat_map(|code| &code.see_also)
            .map(|other| quote!(#name::#other as i32));
        self.see_also.statics(page, &quote!(i32), others);
        let deprecated = codes
            .iter()
            .filter_map(|code| code.deprecated.as_ref())
            .map(|entry| deprecation(name, entry));
        self.deprecations
            .statics(page, &quote!(::commsease_status::Deprecation), deprecated);
        let kind = quote!(::commsease_status::Sense<#name>);
        self.senses
            .statics(page, &kind, senses(codes, &self.sources).into_iter());
        let causes = codes
            .iter()
            .flat_map(|code| &code.causes)
            .map(|it| cause(it, &self.texts, &self.sources));
        self.causes
            .statics(page, &quote!(::commsease_status::Cause<#name>), causes);
        let patterns = self
            .pattern_rows
            .iter()
            .flatten()
            .map(|&(it, is_hashed)| pattern(it, is_hashed));
        self.patterns
            .statics(page, &quote!(::commsease_status::table::Pattern), patterns);
        self.by_text.statics(page);
        self.texts
            .statics(page, &quote!(&str), |said| word(text(said)));
        self.sources
            .statics(page, &quote!(Source), |source| quote!(Source::#source));
        ranges(name, &self.table.ranges, page);
    }
}

/// The value of the trait's constant.
impl ToTokens for Data<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            kinds,
            sdk_names,
            shared_sdk_names,
            see_also,
            deprecations,
            senses,
            causes,
            patterns,
            ..
        } = self;
        let (kind_of_row, by_text) = (&kinds.of_rows, &self.by_text);
        tokens.extend(quote! {
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
        });
    }
}

/// Every identifier that leads to a code.
pub(super) fn all_sdk(code: &Code) -> impl Iterator<Item = &String> {
    code.sdk
        .iter()
        .chain(code.senses.iter().flat_map(|sense| &sense.sdk))
}

/// How the row of a number is found.
pub(super) struct Rows {
    base: i32,
    page_bits: u32,
    blocks: Option<(u32, Integers)>,
    pages: Integers,
    cells: Integers,
}

impl Rows {
    fn new(codes: &[Code]) -> Self {
        let numbers: Vec<i32> = codes.iter().map(|code| code.number).collect();
        let Index {
            base,
            page_bits,
            blocks,
            pages,
            cells,
        } = Index::new(&numbers);
        Self {
            base,
            page_bits,
            blocks: blocks.map(|(bits, blocks)| (bits, Integers::new("BLOCKS", blocks))),
            pages: Integers::new("PAGES", pages),
            cells: Integers::new("CELLS", cells),
        }
    }

    fn statics(&self, page: &mut Page) {
        let blocks = self.blocks.iter().map(|(_, blocks)| blocks);
        blocks
            .chain([&self.pages, &self.cells])
            .for_each(|integers| integers.statics(page));
    }
}

impl ToTokens for Rows {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { pages, cells, .. } = self;
        let base = integer(i64::from(self.base));
        let page_bits = unsigned(u64::from(self.page_bits));
        let blocks = option(self.blocks.as_ref().map(|(bits, blocks)| {
            let bits = unsigned(u64::from(*bits));
            quote!((#bits, #blocks))
        }));
        tokens.extend(quote! {
            ::commsease_status::table::Index {
                base: #base,
                page_bits: #page_bits,
                blocks: #blocks,
                pages: #pages,
                cells: #cells,
            }
        });
    }
}

/// How the row of a name or an SDK identifier is found.
pub(super) struct Lookup {
    names: Vec<String>,
    sdk_rows: Integers,
    places: Hashed,
}

impl Lookup {
    fn new(codes: &[Code]) -> Self {
        let names: Vec<String> = codes.iter().map(|code| code.variant.to_string()).collect();
        let mut keys: Vec<(u64, u32)> = names
            .iter()
            .map(|name| hash(name.as_bytes()))
            .zip(0..)
            .collect();
        let mut sdk_rows = Vec::new();
        let mut place = small(names.len());
        for ((row, code), name) in (0..).zip(codes).zip(&names) {
            for sdk in all_sdk(code) {
                // An identifier that is spelt like the name of its code is found as that.
                if sdk != name {
                    keys.push((hash(sdk.as_bytes()), place));
                }
                sdk_rows.push(row);
                place += 1;
            }
        }
        Self {
            names,
            sdk_rows: Integers::new("SDK_ROWS", sdk_rows),
            places: Hashed::new("NAME", PerfectHash::new(&keys, place)),
        }
    }

    fn statics(&self, page: &mut Page) {
        self.sdk_rows.statics(page);
        self.places.statics(page);
    }
}

impl ToTokens for Lookup {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self {
            sdk_rows, places, ..
        } = self;
        tokens.extend(quote! {
            ::commsease_status::table::Names {
                names: &NAMES,
                sdk_names: &SDK_NAMES,
                sdk_rows: #sdk_rows,
                places: #places,
            }
        });
    }
}

/// What codes have in common.
struct Kinds<'t> {
    /// The first code of each kind.
    kinds: Vec<&'t Code>,
    of_rows: Integers,
}

impl<'t> Kinds<'t> {
    fn new(codes: &'t [Code]) -> Self {
        let mut known = Map::default();
        let mut kinds = Vec::new();
        let kind_of = |code: &'t Code| {
            let Code {
                category,
                area,
                outcome,
                retry,
                sources,
                ..
            } = code;
            *known
                .entry((category, area, outcome, retry, sources))
                .or_insert_with(|| {
                    kinds.push(code);
                    small(kinds.len() - 1)
                })
        };
        let of_rows = codes.iter().map(kind_of).collect();
        Self {
            kinds,
            of_rows: Integers::new("KIND_OF_ROW", of_rows),
        }
    }

    fn statics(&self, name: &Ident, shared_sources: &Shared<'_, Ident>, page: &mut Page) {
        let kinds = self.kinds.iter().map(
            |Code {
                 category,
                 area,
                 outcome,
                 retry,
                 sources,
                 ..
             }| {
                let sources = shared_sources.part(sources);
                quote! {
                    ::commsease_status::table::Kind {
                        category: Category::#category,
                        area: Area::#area,
                        outcome: ::commsease_status::Outcome::#outcome,
                        retry: ::commsease_status::Retry::#retry,
                        sources: #sources,
                    }
                }
            },
        );
        list(
            page,
            "KINDS",
            &quote!(::commsease_status::table::Kind<#name>),
            self.kinds.len(),
            kinds,
        );
        self.of_rows.statics(page);
    }
}

fn cause(
    cause: &Cause,
    shared_texts: &Shared<'_, String>,
    shared_sources: &Shared<'_, Ident>,
) -> TokenStream {
    let Cause {
        fixer, retry, area, ..
    } = cause;
    let [id, when, fix] = [&cause.id, &cause.when, &cause.fix].map(|prose| text(prose));
    let [texts, samples] = [&cause.texts, &cause.samples].map(|list| shared_texts.part(list));
    let sources = shared_sources.part(&cause.sources);
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

/// The senses of all codes. Their identifiers stand behind those of the code itself.
fn senses(codes: &[Code], shared_sources: &Shared<'_, Ident>) -> Vec<TokenStream> {
    let mut senses = Vec::new();
    let mut end = 0;
    for code in codes {
        end += code.sdk.len();
        for Sense {
            platform,
            summary,
            category,
            outcome,
            retry,
            sdk,
            sources,
        } in &code.senses
        {
            let sdk_names = part((end, end + sdk.len()));
            end += sdk.len();
            let (summary, sources) = (text(summary), shared_sources.part(sources));
            senses.push(quote! {
                ::commsease_status::Sense {
                    platform: Platform::#platform,
                    summary: #summary,
                    category: Category::#category,
                    outcome: ::commsease_status::Outcome::#outcome,
                    retry: ::commsease_status::Retry::#retry,
                    sdk_names: #sdk_names,
                    sources: #sources,
                }
            });
        }
    }
    senses
}

fn deprecation(name: &Ident, deprecated: &Deprecated) -> TokenStream {
    let (since, note) = (&deprecated.since, &deprecated.note);
    let replaced_by = option(
        deprecated
            .replaced_by
            .as_ref()
            .map(|other| quote!(#name::#other as i32)),
    );
    quote!(::commsease_status::Deprecation { since: #since, note: #note, replaced_by: #replaced_by })
}

fn pattern(pattern: &Pattern, is_hashed: bool) -> TokenStream {
    let (head, tail) = pattern.ends();
    let (text, cause, head, tail) = (
        text(&pattern.text),
        count(pattern.cause),
        count(head),
        count(tail),
    );
    quote! {
        ::commsease_status::table::Pattern {
            text: #text,
            cause: #cause,
            head: #head,
            tail: #tail,
            is_hashed: #is_hashed,
        }
    }
}

fn ranges(name: &Ident, ranges: &[NumberRange], page: &mut Page) {
    let entries = ranges.iter().map(|range| {
        let NumberRange {
            from,
            to,
            ending,
            name,
            summary,
            ..
        } = range;
        let (from, to) = (integer(i64::from(*from)), integer(i64::from(*to)));
        let ending = option(ending.as_ref().map(|ending| quote!(#ending)));
        let category = option(range.category.as_ref().map(|word| quote!(Category::#word)));
        let outcome = option(
            range
                .outcome
                .as_ref()
                .map(|word| quote!(::commsease_status::Outcome::#word)),
        );
        let retry = option(
            range
                .retry
                .as_ref()
                .map(|word| quote!(::commsease_status::Retry::#word)),
        );
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
    list(
        page,
        "RANGES",
        &quote!(::commsease_status::Range<#name>),
        ranges.len(),
        entries,
    );
}
