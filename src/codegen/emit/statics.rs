//! Statics: what a table is made of, and the expressions that name them.

use std::hash::Hash;

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::super::layout::Page;
use super::super::lookup::{PerfectHash, small};
use super::super::map::Map;
use super::super::table::Code;
use super::tokens::{count, ident, unsigned};

/// Two statics that hold a list for each code.
pub(super) struct Lists {
    name: &'static str,
    /// Where the list of each code begins, and where the last one ends; empty if all lists are.
    bounds: Integers,
    count: usize,
}

impl Lists {
    pub(super) fn new(name: &'static str, codes: &[Code], length: impl Fn(&Code) -> usize) -> Self {
        let mut bounds = vec![0];
        let mut count = 0;
        for code in codes {
            count += length(code);
            bounds.push(small(count));
        }
        if count == 0 {
            bounds.clear();
        }
        Self {
            name,
            bounds: Integers::new(&format!("{name}_BOUNDS"), bounds),
            count,
        }
    }

    pub(super) fn statics<E: IntoIterator<Item = TokenTree> + Clone>(
        &self,
        page: &mut Page,
        kind: &TokenStream,
        items: impl Iterator<Item = E>,
    ) {
        list(page, self.name, kind, self.count, items);
        self.bounds.statics(page);
    }
}

impl ToTokens for Lists {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (bounds, name) = (&self.bounds, ident(self.name));
        tokens.extend(quote!(::commsease_status::table::Lists { bounds: #bounds, items: &#name }));
    }
}

/// A static with one list in which many entries have a part. Parts that are alike are stored once.
pub(super) struct Shared<'t, T> {
    name: &'static str,
    items: Vec<&'t T>,
    parts: Map<&'t [T], (usize, usize)>,
}

impl<'t, T: Eq + Hash> Shared<'t, T> {
    pub(super) fn new(name: &'static str, lists: impl Iterator<Item = &'t Vec<T>>) -> Self {
        let (mut items, mut parts) = (Vec::new(), Map::default());
        for list in lists {
            parts.entry(list.as_slice()).or_insert_with(|| {
                let from = items.len();
                items.extend(list);
                (from, items.len())
            });
        }
        Self { name, items, parts }
    }

    /// Where one of the lists begins and ends.
    pub(super) fn part(&self, list: &[T]) -> TokenStream {
        part(self.parts.get(list).copied().unwrap_or_default())
    }

    pub(super) fn statics<E: IntoIterator<Item = TokenTree> + Clone>(
        &self,
        page: &mut Page,
        kind: &TokenStream,
        item: impl Fn(&T) -> E,
    ) {
        list(
            page,
            self.name,
            kind,
            self.items.len(),
            self.items.iter().map(|it| item(it)),
        );
    }
}

pub(super) fn part((from, to): (usize, usize)) -> TokenStream {
    let (from, to) = (count(from), count(to));
    quote!((#from, #to))
}

/// Two statics with a perfect hash.
pub(super) struct Hashed {
    seeds: Integers,
    cells: Integers,
}

impl Hashed {
    pub(super) fn new(name: &str, PerfectHash { seeds, cells }: PerfectHash) -> Self {
        Self {
            seeds: Integers::new(&format!("{name}_SEEDS"), seeds),
            cells: Integers::new(&format!("{name}_CELLS"), cells),
        }
    }

    pub(super) fn statics(&self, page: &mut Page) {
        self.seeds.statics(page);
        self.cells.statics(page);
    }
}

impl ToTokens for Hashed {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { seeds, cells } = self;
        tokens.extend(
            quote!(::commsease_status::table::PerfectHash { seeds: #seeds, cells: #cells }),
        );
    }
}

/// A static with integers of the smallest type.
pub(super) struct Integers {
    name: String,
    kind: &'static str,
    values: Vec<u32>,
}

impl Integers {
    pub(super) fn new(name: &str, values: Vec<u32>) -> Self {
        let kind = match values.iter().max() {
            Some(256..=0xffff) => "u16",
            Some(0x1_0000..) => "u32",
            _ => "u8",
        };
        Self {
            name: String::from(name),
            kind,
            values,
        }
    }

    pub(super) fn statics(&self, page: &mut Page) {
        let kind = ident(self.kind).into_token_stream();
        let values = self
            .values
            .iter()
            .map(|&value| word(unsigned(u64::from(value))));
        list(page, &self.name, &kind, self.values.len(), values);
    }
}

/// The expression that names the static.
impl ToTokens for Integers {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (variant, name) = (ident(&self.kind.to_uppercase()), ident(&self.name));
        tokens.extend(quote!(::commsease_status::table::Ints::#variant(&#name)));
    }
}

/// A static with a list, whose tokens are made as they are laid out.
pub(super) fn list<E: IntoIterator<Item = TokenTree> + Clone>(
    page: &mut Page,
    name: &str,
    kind: &TokenStream,
    length: usize,
    elements: impl Iterator<Item = E>,
) {
    let (name, length) = (ident(name), count(length));
    page.list(quote!(static #name: [#kind; #length] =), elements);
}

/// An element of one token, without a stream of its own.
pub(super) fn word(literal: Literal) -> [TokenTree; 1] {
    [TokenTree::Literal(literal)]
}
