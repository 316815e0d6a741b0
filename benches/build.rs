//! Makes of each table the enum that the generator makes and the code of its peers.

#[path = "src/codes.rs"]
pub mod codes;
#[path = "src/synthetic.rs"]
pub mod synthetic;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use commsease_status::codegen::generate;
use proc_macro2::TokenStream;
use quote::quote;

use self::codes::{Code, derived, derived_with};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/codes.rs");
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
        let generated = generate(table.as_bytes())
            .map_err(|rejected| rejected.render(table.as_bytes(), "table"))?;
        fs::write(folder.join(format!("ours_{size}.rs")), generated.code())?;
        peers(&folder, &size.to_string(), &table)?;
    }
    Ok(())
}

fn peers(folder: &Path, name: &str, table: &str) -> Result<(), Box<dyn Error>> {
    let codes = Code::of(table)?;
    let special = if codes.len() <= MOST_FOR_ALL {
        all_peers(&codes)?
    } else {
        quick_peers(&codes)?
    };
    let (numbers, summaries, rows) = (match_code(&codes), match_summary(&codes), rows(&codes));
    let hashed_summaries = phf_summary(&codes)?;
    let code = quote!(#special #numbers #summaries #rows #hashed_summaries);
    fs::write(folder.join(format!("peers_{name}.rs")), code.to_string())?;
    Ok(())
}

/// More codes than this take the compiler a quarter of an hour for all peers.
const MOST_FOR_ALL: usize = 1000;

fn all_peers(codes: &[Code]) -> Result<TokenStream, Box<dyn Error>> {
    let (derived, names) = (derived(codes), match_name(codes));
    let variant = |code: &Code| format!("Derived::{}", code.name);
    let (hashed_codes, hashed_names) = (phf_code(codes, variant)?, phf_name(codes, variant)?);
    Ok(quote! {
        #derived
        #names
        pub static PHF_CODE: phf::Map<i32, Derived> = #hashed_codes;
        pub static PHF_NAME: phf::Map<&str, Derived> = #hashed_names;
    })
}

/// Texts that are compared one after the other take minutes, and more than a minute goes by while the compiler looks up
/// each enum value of a static among all the others: numbers stand for them.
fn quick_peers(codes: &[Code]) -> Result<TokenStream, Box<dyn Error>> {
    let derived = derived_with(codes, &quote!());
    let number = |code: &Code| code.code.to_string();
    let (hashed_codes, hashed_names) = (phf_code(codes, number)?, phf_name(codes, number)?);
    Ok(quote! {
        #derived
        pub static PHF_CODE: phf::Map<i32, i32> = #hashed_codes;
        pub static PHF_NAME: phf::Map<&str, i32> = #hashed_names;
    })
}

/// What a code is found by.
fn names(code: &Code) -> impl Iterator<Item = &str> {
    std::iter::once(code.name.as_str()).chain(code.sdk.iter().map(String::as_str))
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
        let (names, variant) = (names(code), code.variant());
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
        let (number, summary, names) = (code.number(), &code.summary, names(code));
        quote!((#number, #summary, &[#(#names),*]))
    });
    quote!(pub static ROWS: &[(i32, &str, &[&str])] = &[#(#rows),*];)
}

/// phf's perfect hash of the numbers.
fn phf_code(
    codes: &[Code],
    value: impl Fn(&Code) -> String,
) -> Result<TokenStream, Box<dyn Error>> {
    let mut map = phf_codegen::Map::new();
    for code in codes {
        map.entry(code.code, value(code));
    }
    Ok(map.build().to_string().parse()?)
}

/// phf's perfect hash of the names.
fn phf_name(
    codes: &[Code],
    value: impl Fn(&Code) -> String,
) -> Result<TokenStream, Box<dyn Error>> {
    let mut map = phf_codegen::Map::new();
    for (code, name) in codes
        .iter()
        .flat_map(|code| names(code).map(move |name| (code, name)))
    {
        map.entry(name, value(code));
    }
    Ok(map.build().to_string().parse()?)
}

fn phf_summary(codes: &[Code]) -> Result<TokenStream, Box<dyn Error>> {
    let summaries = phf_code(codes, |code| format!("{:?}", code.summary))?;
    Ok(quote!(pub static PHF_SUMMARY: phf::Map<i32, &str> = #summaries;))
}
