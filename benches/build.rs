//! Makes of each table the enum that the generator makes and the code of its peers.

#[path = "src/synthetic.rs"]
pub mod synthetic;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use commsease_status::codegen::generate;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use serde::Deserialize;

/// What the peers need of a table.
#[derive(Deserialize)]
struct Table {
    #[serde(rename = "code")]
    codes: Vec<Code>,
}

#[derive(Deserialize)]
struct Code {
    code: i32,
    name: String,
    summary: String,
    #[serde(default)]
    sdk: Vec<String>,
}

impl Code {
    fn variant(&self) -> Ident {
        Ident::new(&self.name, Span::call_site())
    }

    fn number(&self) -> Literal {
        Literal::i32_unsuffixed(self.code)
    }

    /// What the code is found by.
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.sdk.iter().map(String::as_str))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/synthetic.rs");
    println!("cargo::rerun-if-changed=../codes.toml");
    println!("cargo::rustc-check-cfg=cfg(large)");
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or("Cargo sets OUT_DIR")?);
    peers(&folder, "shipped", &fs::read_to_string("../codes.toml")?)?;
    let mut sizes = vec![300, 1000];
    // The peers take minutes and gigabytes for this one: only who measures pays for it.
    if env::var("PROFILE")? == "release" {
        println!("cargo::rustc-cfg=large");
        sizes.push(10_000);
    }
    for size in sizes {
        let table = synthetic::table(size);
        let generated = generate(table.as_bytes()).map_err(|rejected| rejected.render(table.as_bytes(), "table"))?;
        fs::write(folder.join(format!("ours_{size}.rs")), generated.code())?;
        peers(&folder, &size.to_string(), &table)?;
    }
    Ok(())
}

fn peers(folder: &Path, name: &str, table: &str) -> Result<(), Box<dyn Error>> {
    let mut codes = toml::from_str::<Table>(table)?.codes;
    codes.sort_by_key(|code| code.code);
    let code = if codes.len() <= MOST_FOR_ALL { all_peers(&codes)? } else { quick_peers(&codes)? };
    fs::write(folder.join(format!("peers_{name}.rs")), code.to_string())?;
    Ok(())
}

/// More codes than this take the compiler a quarter of an hour for all peers.
const MOST_FOR_ALL: usize = 1000;

fn all_peers(codes: &[Code]) -> Result<TokenStream, Box<dyn Error>> {
    let derives = quote!(Debug, strum::EnumString, strum::FromRepr, strum::IntoStaticStr, thiserror::Error);
    let derived = derived(codes, &derives);
    let numbers = match_code(codes);
    let summaries = match_summary(codes);
    let names = match_name(codes);
    let rows = rows(codes);
    let (hashed_codes, hashed_names, hashed_summaries) = (phf_code(codes)?, phf_name(codes)?, phf_summary(codes)?);
    Ok(quote!(#derived #numbers #summaries #names #rows #hashed_codes #hashed_names #hashed_summaries))
}

/// One of each kind.
fn quick_peers(codes: &[Code]) -> Result<TokenStream, Box<dyn Error>> {
    let derived = derived(codes, &quote!());
    let summaries = match_summary(codes);
    let rows = rows(codes);
    let (hashed_codes, hashed_summaries) = (phf_code(codes)?, phf_summary(codes)?);
    Ok(quote!(#derived #summaries #rows #hashed_codes #hashed_summaries))
}

/// The enum with the derives that people use for this.
fn derived(codes: &[Code], more: &TokenStream) -> TokenStream {
    let variants = codes.iter().map(|code| {
        let (variant, number) = (code.variant(), code.number());
        let (summary, names) = (&code.summary, code.names());
        let attributes = (!more.is_empty()).then(|| quote!(#[error(#summary)] #[strum(#(serialize = #names),*)]));
        quote!(#attributes #variant = #number)
    });
    quote! {
        #[derive(Clone, Copy, PartialEq, Eq, num_enum::TryFromPrimitive, num_enum::IntoPrimitive, #more)]
        #[repr(i32)]
        pub enum Derived { #(#variants),* }
    }
}

fn match_code(codes: &[Code]) -> TokenStream {
    let numbers = codes.iter().map(Code::number);
    let variants = codes.iter().map(Code::variant);
    quote! {
        pub fn match_code(code: i32) -> Option<Derived> {
            match code { #(#numbers => Some(Derived::#variants),)* _ => None }
        }
    }
}

fn match_summary(codes: &[Code]) -> TokenStream {
    let variants = codes.iter().map(Code::variant);
    let summaries = codes.iter().map(|code| &code.summary);
    quote! {
        pub fn match_summary(status: Derived) -> &'static str {
            match status { #(Derived::#variants => #summaries),* }
        }
    }
}

fn match_name(codes: &[Code]) -> TokenStream {
    let arms = codes.iter().map(|code| {
        let (names, variant) = (code.names(), code.variant());
        quote!(#(#names)|* => Some(Derived::#variant))
    });
    quote! {
        pub fn match_name(name: &str) -> Option<Derived> {
            match name { #(#arms,)* _ => None }
        }
    }
}

/// What maps and sorted lists are made of when the program starts. The numbers stand for the variants: the compiler
/// looks up each enum value in a static among all the others.
fn rows(codes: &[Code]) -> TokenStream {
    let rows = codes.iter().map(|code| {
        let (number, summary, names) = (code.number(), &code.summary, code.names());
        quote!((#number, #summary, &[#(#names),*]))
    });
    quote!(pub static ROWS: &[(i32, &str, &[&str])] = &[#(#rows),*];)
}

/// phf's perfect hashes.
fn phf_code(codes: &[Code]) -> Result<TokenStream, Box<dyn Error>> {
    let mut map = phf_codegen::Map::new();
    for code in codes {
        map.entry(code.code, format!("Derived::{}", code.name));
    }
    let map: TokenStream = map.build().to_string().parse()?;
    Ok(quote!(pub static PHF_CODE: phf::Map<i32, Derived> = #map;))
}

fn phf_name(codes: &[Code]) -> Result<TokenStream, Box<dyn Error>> {
    let mut map = phf_codegen::Map::new();
    for (code, name) in codes.iter().flat_map(|code| code.names().map(move |name| (code, name))) {
        map.entry(name, format!("Derived::{}", code.name));
    }
    let map: TokenStream = map.build().to_string().parse()?;
    Ok(quote!(pub static PHF_NAME: phf::Map<&str, Derived> = #map;))
}

fn phf_summary(codes: &[Code]) -> Result<TokenStream, Box<dyn Error>> {
    let mut map = phf_codegen::Map::new();
    for code in codes {
        map.entry(code.code, format!("{:?}", code.summary));
    }
    let map: TokenStream = map.build().to_string().parse()?;
    Ok(quote!(pub static PHF_SUMMARY: phf::Map<i32, &str> = #map;))
}
